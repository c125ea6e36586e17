import { expect, it } from 'vitest';
import { extractFiles } from '../../../local/sample-council/extracts.ts';
import { buildCouncil } from '../../../local/sample-council/council.ts';
import { inboxDesk } from '../../support/inbox-desk.ts';

const desk = await inboxDesk();
const council = buildCouncil({ seed: 2026, people: 200, month: '2026-10' });

it('takes every row of every extract of the sample council, and a second time writes nothing', async () => {
  for (const file of extractFiles(council)) {
    const { upload, findings } = await desk.drop(file.key, file.bytes);
    expect(
      findings.filter((finding) => finding.severity === 'error'),
      file.key,
    ).toEqual([]);
    expect(upload, file.key).toMatchObject({ state: 'accepted', counts: { refused: 0 } });
    expect(upload.counts.accepted).toBe(upload.counts.rows);
  }
  for (const file of extractFiles(council)) {
    const again = Buffer.concat([file.bytes, Buffer.from('\n')]);
    const { upload } = await desk.drop(file.key, again);
    expect(upload, file.key).toMatchObject({
      state: 'accepted',
      counts: { accepted: 0, refused: 0, unchanged: upload.counts.rows },
    });
  }
});
