import { it } from 'vitest';
import { expectEverySeedToEndWell } from './every-seed.ts';

it('A run that is planned, computed, approved, issued and settled pays every line once under each of its schedules', async () => {
  await expectEverySeedToEndWell('pay');
}, 900_000);
