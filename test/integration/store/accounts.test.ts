import { describe, expect, it } from 'vitest';
import type { StoredFact } from '../../../functions/store/items.ts';
import { accountStore } from '../../../functions/store/account-store.ts';
import { factStore } from '../../../functions/store/fact-store.ts';
import { aDirectPayment, aWrite } from '../../support/sample-facts.ts';
import { testTable } from '../../support/test-table.ts';

const table = await testTable();
const facts = factStore(table);
const accounts = accountStore(table);

type Seen = StoredFact<'direct-payment-agreement'> | null;

async function agree(agreementId: string, accountProviderId: string | null, seen: Seen = null) {
  const body = aDirectPayment({ agreementId, accountProviderId });
  const [outcome] = await facts.recordVersions([
    aWrite('direct-payment-agreement', agreementId, body, { seen }),
  ]);
  if (outcome?.outcome !== 'recorded') throw new Error('The version was not recorded.');
  return outcome.fact;
}

describe('AP48 whose money an account provider holds', () => {
  it('is every agreement that names it, and none that names another or nobody', async () => {
    await agree('DP1', 'M1');
    await agree('DP2', 'M11');
    await agree('DP3', null);
    await agree('DP4', 'M1');
    expect(await accounts.everHeldBy('M1')).toEqual(['DP1', 'DP4']);
    expect(await accounts.everHeldBy('M11')).toEqual(['DP2']);
    expect(await accounts.everHeldBy('M2')).toEqual([]);
  });

  it('stays with the earlier holder when the money moves to another, or home', async () => {
    const first = await agree('DP7', 'M7');
    const second = await agree('DP7', 'M8', first);
    await agree('DP7', null, second);
    expect(await accounts.everHeldBy('M7')).toEqual(['DP7']);
    expect(await accounts.everHeldBy('M8')).toEqual(['DP7']);
  });

  it('is written in the very write that says so: where that is refused, nothing is listed', async () => {
    const first = await agree('DP9', null);
    await agree('DP9', null, first);
    const stale = aWrite('direct-payment-agreement', 'DP9', aDirectPayment({ accountProviderId: 'M9' }), {
      seen: first,
    });
    expect(await facts.recordVersions([stale])).toEqual([{ outcome: 'changed-meanwhile' }]);
    expect(await accounts.everHeldBy('M9')).toEqual([]);
  });

  it('counts in what a transaction holds: sixty agreements of one go in at once', async () => {
    const ids = Array.from({ length: 60 }, (_, place) => `DQ${String(place).padStart(2, '0')}`);
    const outcomes = await facts.recordVersions(
      ids.map((agreementId) =>
        aWrite(
          'direct-payment-agreement',
          agreementId,
          aDirectPayment({ agreementId, accountProviderId: 'M60' }),
        ),
      ),
    );
    expect(outcomes.every(({ outcome }) => outcome === 'recorded')).toBe(true);
    expect(await accounts.everHeldBy('M60')).toEqual(ids);
  });
});
