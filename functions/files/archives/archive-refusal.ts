/** Carries out of the depth of a reader why an archive cannot be opened. */
export class ArchiveRefusal extends Error {
  override readonly name = 'ArchiveRefusal';
  readonly rule: string;

  constructor(rule: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.rule = rule;
  }
}
