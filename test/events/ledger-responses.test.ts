import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ledgerResponseContracts } from '../../events/ledger-responses/contracts.ts';

const samples = new URL('../../events/ledger-responses/samples/', import.meta.url);
const names = Object.keys(ledgerResponseContracts) as (keyof typeof ledgerResponseContracts)[];

it('every answer to a payment has samples of what is taken and what is refused', () => {
  expect(readdirSync(samples).toSorted()).toEqual(names.toSorted());
});

describe.each(names)('%s', (name) => {
  const files = readdirSync(new URL(`${name}/`, samples));

  it('has both kinds of sample', () => {
    expect(new Set(files.map((file) => file.split('-')[0]))).toEqual(new Set(['valid', 'invalid']));
  });

  it.each(files)('takes or refuses %s as its name says', (file) => {
    const body: unknown = JSON.parse(readFileSync(new URL(`${name}/${file}`, samples), 'utf8'));
    expect(ledgerResponseContracts[name].safeParse(body).success).toBe(file.startsWith('valid-'));
  });
});
