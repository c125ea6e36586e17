import type { UploadSeen } from './file-report.ts';
import type { RealStatements } from './real-statements.ts';

type Read = { files: number; read: number; refused: number };

/** What became of the bank statements of the month. */
export type StatementReport = Read & {
  /** Those that could not be read, each with the sentence that its sender is told. */
  unread: { key: string; sentence: string }[];
  /** Statements of real banks among them, or where they would be; null where another council’s files are worked. */
  real:
    | (Read & {
        folder: string;
        isThere: boolean;
        /** One that came before in other words is neither read nor refused. */
        outcomes: {
          name: string;
          key: string;
          state: string;
          rule: string | null;
          sentence: string | null;
        }[];
      })
    | null;
};

const REFUSED: readonly string[] = ['rejected', 'quarantined'];

/** The council’s own statements apart from those of real banks: those are of other countries, and some are broken on purpose. */
export function statementReport(
  uploads: readonly UploadSeen[],
  real: RealStatements | null,
): StatementReport {
  const statements = uploads.filter(({ kind }) => kind === 'bank-statements');
  const nameOf = new Map((real?.files ?? []).map(({ key, name }) => [key, name]));
  const nameIn = ({ key }: UploadSeen): string => nameOf.get(key) ?? key;
  const own = statements.filter(({ key }) => !nameOf.has(key));
  const theirs = statements
    .filter(({ key }) => nameOf.has(key))
    .toSorted((one, other) => (nameIn(one) < nameIn(other) ? -1 : 1));
  return {
    ...counted(own),
    unread: own
      .filter(({ state }) => REFUSED.includes(state))
      .map(({ key, problem, state }) => ({ key, sentence: problem?.message ?? state })),
    real:
      real === null
        ? null
        : {
            ...counted(theirs),
            ...{ folder: real.folder, isThere: real.files !== null },
            outcomes: theirs.map((upload) => ({
              ...{ name: nameIn(upload), key: upload.key, state: upload.state },
              ...{ rule: upload.problem?.rule ?? null, sentence: upload.problem?.message ?? null },
            })),
          },
  };
}

function counted(statements: readonly UploadSeen[]): Read {
  return {
    files: statements.length,
    read: statements.filter(({ state }) => state === 'accepted').length,
    refused: statements.filter(({ state }) => REFUSED.includes(state)).length,
  };
}
