import { it } from 'vitest';
import { expectEverySeedToEndWell } from './every-seed.ts';

it('Nights of interest bring the ledger to what is owed under each of their schedules', async () => {
  await expectEverySeedToEndWell('interest');
}, 900_000);
