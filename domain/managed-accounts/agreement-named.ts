/** What a name says of whom it is: one agreement, none of those that are meant, or several at once. */
export type NamedAgreement = { agreementId: string } | { agreementId: null; why: 'none' | 'several' };

/**
 * The agreement that a file of an archive is of, told by its folders and its name: `DP00014/october.csv` and
 * `October/DP00014 statement.pdf` are of DP00014 where that is among the agreements, in capitals or not. A number inside a
 * longer one is not meant: `DP00014-A.csv` is of DP00014-A alone where both are known.
 */
export function agreementNamed(path: string, agreementIds: readonly string[]): NamedAgreement {
  let text = path.toUpperCase();
  const found: string[] = [];
  for (const agreementId of agreementIds.toSorted((a, b) => b.length - a.length)) {
    const rest = without(agreementId.toUpperCase(), text);
    if (rest === text) continue;
    found.push(agreementId);
    text = rest;
  }
  const [agreementId, ...others] = found;
  if (agreementId === undefined) return { agreementId: null, why: 'none' };
  return others.length === 0 ? { agreementId } : { agreementId: null, why: 'several' };
}

/** A text without a number wherever that stands by itself, and not as a piece of a longer word. */
function without(agreementId: string, text: string): string {
  let rest = text;
  for (let at = rest.indexOf(agreementId); at !== -1; at = rest.indexOf(agreementId, at + 1)) {
    const end = at + agreementId.length;
    const around = [rest.charAt(at - 1), rest.charAt(end)];
    if (around.some((character) => /[A-Z0-9]/.test(character))) continue;
    rest = `${rest.slice(0, at)} ${rest.slice(end)}`;
  }
  return rest;
}
