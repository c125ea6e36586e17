import { bankAccount } from '../bank-accounts.ts';
import { type Agreement, type Council } from '../model.ts';
import { plantAfterEnd, plantSurplus } from '../planted/ending-plants.ts';
import { lawfulOddities } from '../planted/lawful-oddities.ts';
import { type SpendingPlant } from '../planted/spending-plant.ts';
import { spendingPlants } from '../planted/spending-plants.ts';
import { nthOf } from '../prng.ts';
import { type SampleFile, type TruthEntry } from '../sample-file.ts';
import { historyOf, wholeStatement, type History } from './account-history.ts';
import { barclays, hsbc, lloyds, monzo, nationwide, natwest, santander, starling } from './bank-csv.ts';
import { camt053, mt940, ofx, qif } from './bank-standards.ts';
import { documentPlants } from './document-plants.ts';
import { inOrder, type Statement, type StatementFormat, type StatementMark } from './statement.ts';

export const statementFormats: readonly StatementFormat[] = [
  lloyds,
  barclays,
  natwest,
  nationwide,
  hsbc,
  santander,
  monzo,
  starling,
  ofx,
  qif,
  mt940,
  camt053,
];

/** What lies in an account cannot be planted where a bank says no balance. */
const formatsWithBalances = statementFormats.filter(({ hasBalances }) => hasBalances);

/** A quarter's statements of three agreements in four: half as agreed, oddities among them, half with one planted error each. Managed accounts are told of in `managedStatementFiles`. */
export function* bankStatementFiles(
  council: Pick<Council, 'calendar' | 'agreements'>,
): Generator<SampleFile> {
  const waiting = [...spendingPlants];
  const turns = { oddity: 0, surplus: 0, document: 0 };
  const sent = council.agreements.filter(
    ({ index, accountType }) => index % 4 !== 3 && accountType !== 'managed',
  );
  for (const [place, agreement] of sent.entries()) {
    const history = historyOf(agreement, council.calendar);
    if (history.movements.length === 0) continue;
    const ended = plantAfterEnd(history);
    if (ended.length > 0) yield* oneFile(council, place, history, ended);
    else if (agreement.endOn !== undefined || agreement.person.diedOn !== undefined) continue;
    else if (place % 2 === 0)
      yield* oneFile(council, place, history, nthOf(lawfulOddities, turns.oddity++)(history));
    else if (agreement.frequency === 'monthly' && turns.surplus < place / 12)
      yield* oneFile(
        council,
        place,
        history,
        plantSurplus(history, nthOf([1, 0, -1] as const, turns.surplus++)),
      );
    else if (place % 8 === 5) yield* planted(council, history, nthOf(documentPlants, turns.document++));
    else {
      yield* oneFile(council, place, history, plantNext(history, waiting));
    }
  }
}

/** The plant that has waited longest among those this history has room for; it then goes to the end of the queue. */
function plantNext(history: History, waiting: SpendingPlant[]): StatementMark[] {
  for (const [place, plant] of waiting.entries()) {
    const marks = plant(history);
    if (marks.length === 0) continue;
    waiting.push(...waiting.splice(place, 1));
    return marks;
  }
  return [];
}

type Told = Pick<Council, 'calendar'>;

function* oneFile(
  { calendar }: Told,
  place: number,
  history: History,
  marks: readonly StatementMark[],
): Generator<SampleFile> {
  const format = nthOf(
    marks.some(({ rule }) => rule === 'balance-beyond-contingency') ? formatsWithBalances : statementFormats,
    place % 2 === 0 ? place / 2 : (place - 1) / 2 + Math.floor(place / 24),
  );
  const { agreement } = history;
  const statement = wholeStatement(history);
  yield fileOf({ agreement, format, statement, marks, name: `${calendar.month}-${format.name}` });
}

/** Errors of the document itself: what is said of the second of two files, or of the one. */
function* planted(
  { calendar }: Told,
  history: History,
  plant: (typeof documentPlants)[number],
): Generator<SampleFile> {
  const { agreement } = history;
  const { format, pages } = plant(wholeStatement(history), bankAccount(4, agreement.index));
  for (const [place, { statement, marks, bytes }] of pages.entries()) {
    const name = `${calendar.month}-${place + 1}-${format.name}`;
    yield fileOf({ agreement, format, statement, marks, name, bytes });
  }
}

type Draft = {
  agreement: Agreement;
  format: StatementFormat;
  statement: Statement;
  marks: readonly StatementMark[];
  name: string;
  bytes?: Buffer | undefined;
};

function fileOf({ agreement, format, statement, marks, name, bytes }: Draft): SampleFile {
  const file = `bank-statements/${agreement.agreementId}/${name}.${format.extension}`;
  const order = inOrder(statement, format.isNewestFirst).map(({ movement }) => movement);
  const truth = marks.map(({ on, ...mark }): TruthEntry => {
    const transaction = on === undefined ? 0 : order.indexOf(on) + 1;
    return { file, ...(transaction > 0 ? { transaction } : {}), ...mark };
  });
  return { key: file, kind: 'bank-statement', bytes: bytes ?? format.write(statement), truth };
}
