import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accountStore } from '../../../functions/store/account-store.ts';
import { accrualStore } from '../../../functions/store/accrual-store.ts';
import { changeMarks } from '../../../functions/store/change-marks.ts';
import { deferredStore } from '../../../functions/store/deferred-store.ts';
import { factStore } from '../../../functions/store/fact-store.ts';
import { historyStore } from '../../../functions/store/history-store.ts';
import { invoiceStore } from '../../../functions/store/invoice-store.ts';
import { ledgerStore } from '../../../functions/store/ledger-store.ts';
import { letterStore } from '../../../functions/store/letter-store.ts';
import { listStore } from '../../../functions/store/list-store.ts';
import { paymentStore } from '../../../functions/store/payment-store.ts';
import { payStore } from '../../../functions/store/pay-store.ts';
import { positionStore } from '../../../functions/store/position-store.ts';
import { reminderStore } from '../../../functions/store/reminder-store.ts';
import { recoveryStore } from '../../../functions/store/recovery-store.ts';
import { returnDecisionStore } from '../../../functions/store/return-decision-store.ts';
import { returnStore } from '../../../functions/store/return-store.ts';
import { shardStore } from '../../../functions/store/shard-store.ts';
import { settingStore } from '../../../functions/store/setting-store.ts';
import { statementStore } from '../../../functions/store/statement-store.ts';
import { upliftStore } from '../../../functions/store/uplift-store.ts';
import { uploadStore } from '../../../functions/store/upload-store.ts';
import { workStore } from '../../../functions/store/work-store.ts';
import { testTable } from '../../support/test-table.ts';

const storeFolder = join(import.meta.dirname, '../../../functions/store');
const table = await testTable();

type Row = { number: string; method: string; file: string };
type Place = { number: string; name: string };

/** The numbered rows of the README: number first, method and test file last. */
function readRows(): Row[] {
  const readme = readFileSync(join(storeFolder, 'README.md'), 'utf8');
  const lines = readme.split('\n').filter((line) => /^\| (AP|W)\d+ /.test(line));
  return lines.map((line) => {
    const cells = line.split('|').map((cell) => cell.trim().replaceAll('`', ''));
    return { number: cells[1] ?? '', method: cells.at(-3) ?? '', file: cells.at(-2) ?? '' };
  });
}

/** The methods whose comment begins with numbers: `AP1: …` or `W1, W2: …`. */
function numberedMethods(): Place[] {
  const comment = /\/\*\*\s*\*?\s*((?:AP|W)\d+(?:, (?:AP|W)\d+)*):[^/]*?\*\/\s*async (\w+)/g;
  return sourcesIn(storeFolder).flatMap(({ text }) =>
    [...text.matchAll(comment)].flatMap(([, numbers = '', name = '']) =>
      numbers.split(', ').map((number) => ({ number, name })),
    ),
  );
}

/** Every number that a comment of a store claims, wherever it stands. */
function claimedNumbers(): string[] {
  return sourcesIn(storeFolder).flatMap(({ text }) =>
    [...text.matchAll(/\*\s((?:AP|W)\d+(?:, (?:AP|W)\d+)*):/g)].flatMap(([, numbers = '']) =>
      numbers.split(', '),
    ),
  );
}

function numberedDescribes(): Place[] {
  return sourcesIn(import.meta.dirname).flatMap(({ file, text }) =>
    [...text.matchAll(/^describe\('((?:AP|W)\d+) /gm)].map(([, number = '']) => ({ number, name: file })),
  );
}

function sourcesIn(folder: string) {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && file !== 'readme.test.ts');
  return files.map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
}

const sorted = (places: readonly Place[]) => places.map(({ number, name }) => `${number} ${name}`).toSorted();

describe('the README of the store', () => {
  const rows = readRows();

  it('numbers its patterns from 1, without a gap and in order', () => {
    const numbered = (letters: string, count: number) =>
      Array.from({ length: count }, (_, index) => `${letters}${index + 1}`);
    const reads = rows.filter(({ number }) => number.startsWith('AP')).length;
    expect(reads).toBeGreaterThan(0);
    expect(rows.map(({ number }) => number)).toEqual([
      ...numbered('AP', reads),
      ...numbered('W', rows.length - reads),
    ]);
  });

  it('names for each pattern the method whose comment bears its number, and every numbered method has a row', () => {
    expect(sorted(rows.map(({ number, method }) => ({ number, name: method })))).toEqual(
      sorted(numberedMethods()),
    );
    expect(claimedNumbers().toSorted()).toEqual(rows.map(({ number }) => number).toSorted());
  });

  it('names for each pattern the file that tries it on the real engine, and every such trial has a row', () => {
    expect(sorted(rows.map(({ number, file }) => ({ number, name: file })))).toEqual(
      sorted(numberedDescribes()),
    );
  });

  it('names every method the stores have, and no other', () => {
    const stores = [
      factStore,
      listStore,
      uploadStore,
      workStore,
      settingStore,
      ledgerStore,
      payStore,
      shardStore,
      positionStore,
      changeMarks,
      invoiceStore,
      historyStore,
      accrualStore,
      paymentStore,
      returnDecisionStore,
      returnStore,
      reminderStore,
      letterStore,
      recoveryStore,
      statementStore,
      accountStore,
      deferredStore,
      upliftStore,
    ];
    const methods = stores.flatMap((store) => Object.keys(store(table)));
    expect([...new Set(rows.map(({ method }) => method))].toSorted()).toEqual(methods.toSorted());
  });
});
