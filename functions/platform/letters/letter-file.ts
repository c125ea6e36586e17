/** Where the pages of letters lie in the evidence bucket. */
const LETTERS_PREFIX = 'letters/';

/** The key of a letter’s pages. Ids have no `!`, which S3 takes as it is, so that no two letters share a key. */
export function letterFileKey({ agreementId, letterId }: { agreementId: string; letterId: string }): string {
  return `${LETTERS_PREFIX}${plain(agreementId)}/${plain(letterId)}.pdf`;
}

function plain(id: string): string {
  return id.replaceAll(/[:/]/g, (mark) => (mark === ':' ? '!' : '!!'));
}
