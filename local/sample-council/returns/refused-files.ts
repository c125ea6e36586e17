import { type Council, type Package, type Provider } from '../model.ts';
import { type RuleName } from '../planted/rule-names.ts';
import { type SampleFile } from '../sample-file.ts';
import { writeVisitFile, type Dialect, type Envelope } from './visit-file.ts';
import { type VisitLine } from './visit-line.ts';

type Refusals = {
  council: Pick<Council, 'calendar'>;
  provider: Provider;
  dialect: Dialect;
  keyStem: string;
  /** Lines to fill the files with: nothing of them may be taken. */
  lines: readonly VisitLine[];
  strangers: readonly Package[];
  sent: readonly Envelope[];
};

/** Small files that must be refused or wait as a whole. */
export function* refusedFiles({
  dialect,
  keyStem,
  lines,
  strangers,
  sent,
  provider,
}: Refusals): Generator<SampleFile> {
  const last = sent.at(-1);
  const some = lines.slice(0, 5);
  const [sample] = some;
  if (last === undefined || sample === undefined) return;
  const foreign = strangers.slice(0, 5).map((pack): VisitLine => ({ ...sample, pack, says: {} }));
  const next = {
    ...last,
    sequence: last.sequence + 1,
    reference: `${last.reference}-A`,
    invoiceNumber: `${provider.providerId}-X1`,
  };
  const files: readonly [string, RuleName, string, readonly VisitLine[], Envelope][] = [
    [
      'bad-totals',
      'control-totals-differ',
      'the total is a penny more than the lines',
      some,
      { ...next, totalOffPence: 1 },
    ],
    [
      'old-reference',
      'file-reference-repeated',
      'the reference of the first file with other lines',
      some,
      { ...next, reference: sent[0]?.reference ?? '' },
    ],
    [
      'not-ours',
      'file-of-another-provider',
      "every line is another agency's",
      foreign,
      { ...next, reference: `${last.reference}-B` },
    ],
    [
      'too-early',
      'file-sequence-ahead',
      'three ahead of the last file: it waits',
      some,
      { ...next, reference: `${last.reference}-C`, sequence: last.sequence + 3 },
    ],
  ];
  for (const [name, rule, note, content, envelope] of files) {
    if (content.length === 0) continue;
    const key = `${keyStem}-${name}.csv`;
    const { bytes } = writeVisitFile(content, dialect, envelope);
    yield { key, kind: 'provider-return', bytes, truth: [{ file: key, rule, expected: 'flag', note }] };
  }
}
