/** People at work at the same time, each with one thing at a time. */
const HANDS = 4;

/** Does something for each entry, several at a time, and gives the answers in order. */
export async function severalHands<A, B>(entries: readonly A[], act: (entry: A) => Promise<B>): Promise<B[]> {
  const left = entries.entries();
  const answers: [number, B][] = [];
  await Promise.all(
    Array.from({ length: HANDS }, async () => {
      for (const [place, entry] of left) answers.push([place, await act(entry)]);
    }),
  );
  return answers.toSorted(([one], [other]) => one - other).map(([, answer]) => answer);
}
