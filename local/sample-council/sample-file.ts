import { type RuleName } from './planted/rule-names.ts';

type SampleKind =
  'extract' | 'provider-return' | 'bank-statement' | 'managed-statements' | 'hand-keyed' | 'bad-extract';

/** What a check should say about a planted spot. A spot is a line of a return or extract, a transaction, or a whole file. */
export type TruthEntry = {
  file: string;
  /** Physical line of the file, from 1, heading and preamble counted. */
  line?: number;
  lineRef?: string;
  /** The finding may stand on any of these lines instead: which of two visits overlaps the other is a matter of taste. */
  orLines?: readonly number[];
  /** Place of the transaction in the file as it stands, from 1. */
  transaction?: number;
  /** A package, person, carer or agreement the finding is about when no one line is. */
  subject?: string;
  rule: RuleName;
  expected: 'flag' | 'silent';
  note: string;
  /** On which side of a threshold the spot lies. */
  distance?: 'below' | 'at' | 'above';
  /** Rules that may fairly speak here too; they count neither for nor against. */
  also?: readonly RuleName[];
};

export type SampleFile = {
  /** The inbox key. */
  key: string;
  kind: SampleKind;
  bytes: Buffer;
  truth: readonly TruthEntry[];
};
