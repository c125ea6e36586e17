/** The sections of a long page, for whoever knows which one they want. */
export function OnThisPage({ places }: { places: readonly { id: string; text: string }[] }) {
  return (
    <nav aria-label="On this page">
      <ul class="app-places">
        {places.map(({ id, text }) => (
          <li key={id}>
            <a href={`#${id}`}>{text}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
