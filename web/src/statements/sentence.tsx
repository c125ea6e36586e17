/** A sentence in which no amount is torn apart at the end of a line: its sign may not stand alone. */
export function Sentence({ text }: { text: string }) {
  return (
    <>
      {text.split(/([-−]?£[\d,]+\.\d\d)/).map((part, place) =>
        place % 2 === 1 ? (
          <span key={place} class="app-amount">
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </>
  );
}
