/** Something the person who starts careledger can put right; its message is the one sentence they read. */
export class StartError extends Error {
  override name = 'StartError';
}
