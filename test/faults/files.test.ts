import { it } from 'vitest';
import { expectEverySeedToEndWell } from './every-seed.ts';

it('Files with rows that change, wait, come twice or cannot be read lose nothing under any of their schedules', async () => {
  await expectEverySeedToEndWell('files');
}, 900_000);
