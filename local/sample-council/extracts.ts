import { agreementColumns, agreementRows } from './agreements.ts';
import { assessmentColumns, assessmentRows } from './assessments.ts';
import { contributionColumns, contributionRows } from './contributions.ts';
import { bytesOf, csvLines, type CsvShape } from './csv.ts';
import { isoOf } from './days.ts';
import { deferredAgreementColumns, deferredAgreementRows } from './deferred-agreements.ts';
import { utf8WithMark, windows1252 } from './encodings.ts';
import { type Council } from './model.ts';
import { openingPositionColumns, openingPositionRows } from './opening-positions.ts';
import { packageColumns, packageRows } from './package-rows.ts';
import { peopleColumns, peopleRows } from './people.ts';
import { providerColumns, providerRows } from './providers.ts';
import { rateCardColumns, rateCardRows } from './rate-cards.ts';
import { type SampleFile } from './sample-file.ts';
import { serviceTypeColumns, serviceTypeRows } from './service-types.ts';

type Extract = {
  columns: readonly string[];
  rows: (council: Council) => Iterable<readonly string[]>;
  shape?: CsvShape;
  /** Begins with `#EXTRACT,full,<as at>`. */
  isDeclaredFull?: boolean;
  encode?: (text: string) => Buffer;
};

/** Inbox prefixes in the order they must be loaded: nothing refers to what comes later. */
export const extractOrder = [
  'service-types',
  'providers',
  'rate-cards',
  'people',
  'care-packages',
  'contributions',
  'assessments',
  'direct-payment-agreements',
  'deferred-agreements',
  'opening-positions',
] as const;
export type ExtractName = (typeof extractOrder)[number];

// Between them the ten show every shape an extract may come in: byte order mark, CRLF, semicolons, Windows-1252, UK dates.
const EXTRACTS: Readonly<Record<ExtractName, Extract>> = {
  'service-types': { columns: serviceTypeColumns, rows: serviceTypeRows },
  providers: {
    columns: providerColumns,
    rows: ({ providers }) => providerRows(providers),
    isDeclaredFull: true,
  },
  'rate-cards': {
    columns: rateCardColumns,
    rows: ({ rateCards }) => rateCardRows(rateCards),
    shape: { lineEnd: '\r\n' },
  },
  people: { columns: peopleColumns, rows: ({ people }) => peopleRows(people), isDeclaredFull: true },
  'care-packages': {
    columns: packageColumns,
    rows: ({ packages }) => packageRows(packages),
    isDeclaredFull: true,
  },
  contributions: {
    columns: contributionColumns,
    rows: ({ contributions }) => contributionRows(contributions),
  },
  assessments: {
    columns: assessmentColumns,
    rows: assessmentRows,
    shape: { separator: '\t', lineEnd: '\r\n' },
  },
  'direct-payment-agreements': {
    columns: agreementColumns,
    rows: ({ agreements }) => agreementRows(agreements),
    encode: utf8WithMark,
  },
  'deferred-agreements': {
    columns: deferredAgreementColumns,
    rows: ({ deferredAgreements, options }) => deferredAgreementRows(deferredAgreements, options.seed),
    shape: { separator: ';' },
    encode: windows1252,
  },
  'opening-positions': { columns: openingPositionColumns, rows: openingPositionRows },
};

export function* extractFiles(council: Council): Generator<SampleFile> {
  for (const name of extractOrder) yield extractFile(council, name);
}

function extractFile(council: Council, name: ExtractName): SampleFile {
  const { columns, rows, shape, isDeclaredFull, encode } = EXTRACTS[name];
  const declared =
    isDeclaredFull === true
      ? [`#EXTRACT,full,${isoOf(council.calendar.goLive)}${shape?.lineEnd ?? '\n'}`]
      : [];
  const lines = chain(declared, csvLines(columns, rows(council), shape));
  // A byte order mark goes before the first block only, so that file is written as one.
  const bytes = encode === utf8WithMark ? utf8WithMark([...lines].join('')) : bytesOf(lines, encode);
  return { key: `${name}/${name}.csv`, kind: 'extract', bytes, truth: [] };
}

function* chain(...parts: readonly Iterable<string>[]): Generator<string> {
  for (const part of parts) yield* part;
}
