import { it } from 'vitest';
import { expectEverySeedToEndWell } from './every-seed.ts';

it('Files, a run and interest one after the other end as if nothing had happened under each of their schedules', async () => {
  await expectEverySeedToEndWell('month');
}, 900_000);
