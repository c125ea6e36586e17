import type * as z from 'zod';
import { calendarDate } from '../../domain/calendar.ts';
import { applyRow, type CarePackage } from '../../domain/packages/care-package.ts';
import { dayNumber } from '../../domain/pay/span.ts';
import { rowKinds } from '../../domain/records/kinds.ts';
import { matchHeading, readRow, type Layout } from '../../domain/records/layout.ts';
import type { RateCard } from '../../domain/records/rate-card.ts';
import { commissioned, type Commissioned } from '../../domain/returns/commissioned.ts';
import { bankHolidays } from '../../domain/working-days.ts';
import { readTable } from '../../functions/files/tables/read-table.ts';
import type { TableRow } from '../../functions/files/tables/table-events.ts';
import { sampleFiles } from '../../local/sample-council/sample-files.ts';
import type { SampleFile } from '../../local/sample-council/sample-file.ts';

const council = { seed: 2026, people: 1200, month: '2026-10' } as const;

/** The rows of a table as the product reads them. */
export async function tableOf({ key, bytes }: Pick<SampleFile, 'key' | 'bytes'>) {
  const rows: TableRow[] = [];
  let columns: string[] = [];
  let total: { lines: string; amount: string } | null = null;
  let file: { reference: string; sequence: string } | undefined;
  async function* chunks() {
    yield await Promise.resolve(bytes);
  }
  for await (const event of readTable(chunks(), { fileName: key })) {
    if (event.kind === 'header') {
      columns = event.columns;
      file = event.directives.file;
    }
    if (event.kind === 'rows') rows.push(...event.rows);
    if (event.kind === 'total') total = event;
    if (event.kind === 'refused') throw new Error(`${key}: ${event.message}`);
  }
  return { columns, rows, total, file };
}

/** Its rows as the product reads them in. */
export async function rowsOf<S extends z.ZodObject>(
  file: SampleFile,
  layout: Layout<S>,
): Promise<z.infer<S>[]> {
  const { columns, rows } = await tableOf(file);
  const heading = matchHeading(layout, columns);
  const records = rows.map((row) => readRow(layout, heading, row).record);
  return records.filter((record) => record !== null);
}

/** What Larkshire commissioned for a month, as its extracts say, and the returns of that month with what is planted in them. */
export async function larkshireReturns() {
  const files = [...sampleFiles(council)];
  const extract = (kind: string): SampleFile => {
    const found = files.find((file) => file.key.startsWith(`${kind}/`));
    if (found === undefined) throw new Error(`no extract of ${kind}`);
    return found;
  };
  const people = new Map(
    (await rowsOf(extract('people'), rowKinds.people.layout)).map((person) => [person.personId, person]),
  );
  const services = new Map(
    (await rowsOf(extract('service-types'), rowKinds['service-types'].layout)).map((row) => [
      row.serviceType,
      row,
    ]),
  );
  const rateCards = new Map<string, RateCard>();
  for (const line of await rowsOf(extract('rate-cards'), rowKinds['rate-cards'].layout)) {
    const card = rateCards.get(line.rateCardId) ?? { rateCardId: line.rateCardId, lines: [] };
    card.lines.push(line);
    rateCards.set(line.rateCardId, card);
  }
  const carePackages = new Map<string, CarePackage>();
  for (const row of await rowsOf(extract('care-packages'), rowKinds['care-packages'].layout))
    carePackages.set(row.packageId, applyRow(carePackages.get(row.packageId) ?? null, row));
  const keyed = files.find(({ kind }) => kind === 'hand-keyed');
  const writes = JSON.parse(keyed?.bytes.toString('utf8') ?? '[]') as {
    path: string;
    body: { items: CarePackage['suspensions'] };
  }[];
  for (const { path, body } of writes) {
    const id = path.split('/')[2] ?? '';
    const carePackage = carePackages.get(id);
    if (carePackage !== undefined) carePackages.set(id, { ...carePackage, suspensions: body.items });
  }
  const holidays = new Set(bankHolidays.map(({ date }) => dayNumber(date)));
  const prepared = (some: Iterable<CarePackage>): Commissioned[] =>
    [...some].flatMap((carePackage) => {
      const serviceType = services.get(carePackage.serviceType);
      if (serviceType === undefined) return [];
      const person = people.get(carePackage.personId) ?? null;
      return [commissioned({ carePackage, serviceType, person, rateCards, bankHolidays: holidays })];
    });
  const all = prepared(carePackages.values());
  return {
    receivedOn: dayNumber(calendarDate('2026-11-05')),
    people: new Set(people.keys()),
    providerOf: new Map([...carePackages.values()].map((each) => [each.packageId, each.providerId])),
    ofProvider: Map.groupBy(all, ({ carePackage }) => carePackage.providerId),
    returns: files.filter(({ kind }) => kind === 'provider-return'),
    /** Packages of an extract of their own, as Larkshire would have them. */
    packagesOf: async (file: SampleFile): Promise<Commissioned[]> => {
      const rows = await rowsOf(file, rowKinds['care-packages'].layout);
      return prepared(rows.map((row) => applyRow(null, row)));
    },
  };
}
