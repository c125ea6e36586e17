import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import type { FactKind } from '../../domain/facts/fact.ts';
import { rowKinds } from '../../domain/records/kinds.ts';
import type { FactStore } from '../../functions/store/fact-store.ts';
import type { Bodies } from '../../functions/store/items.ts';
import { packageOf, personOf, rowOf } from '../support/a-council.ts';

/** A hundred visits of half an hour a package, in four weeks from Monday 5 October 2026: 25 a week, 12.5 hours. */
const VISITS_A_PACKAGE = 100;
const VISITS_A_WEEK = 25;
const FIRST_DAY = Date.UTC(2026, 9, 5);
const DAY_MILLISECONDS = 86_400_000;
/** Of so many lines one is at a rate that was not agreed. */
const ONE_WRONG_IN = 100;

export function packagesFor(lines: number): number {
  return Math.ceil(lines / VISITS_A_PACKAGE);
}

/** One agency with all these packages, and the people they are for. */
export async function writeAgency(lines: number, facts: FactStore): Promise<void> {
  const recording = {
    ...{ recordedAt: new Date().toISOString() as never, recordedBy: 'bench', reason: null },
    source: { kind: 'hand' as const },
  };
  async function record<K extends FactKind>(kind: K, bodies: [string, Bodies[K]][]): Promise<void> {
    for (let start = 0; start < bodies.length; start += 1000)
      await facts.recordVersions(
        bodies.slice(start, start + 1000).map(([id, body]) => ({
          ...{ subject: { kind, id }, body, handFields: [], recording, seen: null },
        })),
      );
  }
  await record('provider', [['P001', rowOf(rowKinds.providers, { providerId: 'P001', name: 'Agency' })]]);
  const service = {
    serviceType: 'home-care',
    unit: 'hour',
    basis: 'actuals',
    costSign: '1',
    paymentSign: '1',
  };
  await record('service-type', [['home-care', rowOf(rowKinds['service-types'], service)]]);
  const numbers = Array.from({ length: packagesFor(lines) }, (_, number) => number);
  await record(
    'person',
    numbers.map((number) => [`U${number}`, personOf({ personId: `U${number}` })]),
  );
  await record(
    'package',
    numbers.map((number) => [
      `PK${number}`,
      packageOf({ packageId: `PK${number}`, personId: `U${number}`, unitsPerWeek: '12.5', rate: '20.00' }),
    ]),
  );
}

/** The month’s file of an agency: as it was commissioned, but for one line in a hundred. */
export async function writeVisits(path: string, lines: number): Promise<void> {
  const file = createWriteStream(path);
  file.write(
    'lineRef,personId,packageId,serviceType,date,startTime,claimedMinutes,actualStartTime,actualMinutes,monitoring,carers,carerId,rate,amount,invoiceNumber,note\n',
  );
  const packages = packagesFor(lines);
  let batch: string[] = [];
  for (let line = 0; line < lines; line += 1) {
    batch.push(visitLine(line, line % packages, Math.floor(line / packages)));
    if (batch.length < 5_000) continue;
    if (!file.write(`${batch.join('\n')}\n`)) await once(file, 'drain');
    batch = [];
  }
  file.end(batch.length > 0 ? `${batch.join('\n')}\n` : '');
  await once(file, 'finish');
}

function visitLine(line: number, number: number, visit: number): string {
  const inWeek = visit % VISITS_A_WEEK;
  const day = Math.floor(visit / VISITS_A_WEEK) * 7 + (inWeek % 7);
  const date = new Date(FIRST_DAY + day * DAY_MILLISECONDS).toISOString().slice(0, 10);
  const hour = 8 + Math.floor(inWeek / 7) * 4;
  const minute = number % 50;
  const isWrong = line % ONE_WRONG_IN === 7;
  return [
    ...[`V${String(line).padStart(7, '0')}`, `U${number}`, `PK${number}`, 'home-care', date],
    ...[`${two(hour)}:${two(minute)}`, '30', `${two(hour)}:${two(minute + 2)}`, String(29 + (line % 3))],
    ...[line % 9 === 0 ? 'edited' : 'auto', '1', `C${number}`, isWrong ? '21.00' : '20.00'],
    ...[isWrong ? '10.50' : '10.00', `INV-${number % 97}`, ''],
  ].join(',');
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
