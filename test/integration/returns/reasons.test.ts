import { GetObjectCommand } from '@aws-sdk/client-s3';
import { extractText, getDocumentProxy } from 'unpdf';
import { beforeEach, describe, expect, it } from 'vitest';
import { careDesk, careUsers, weekFile } from '../../support/care-desk.ts';

const { olu, pat, pip } = careUsers;
const MONDAY = '2026-09-21';
let desk: Awaited<ReturnType<typeof careDesk>>;

beforeEach(async () => {
  desk = await careDesk();
});

/** The letter as another program reads it. */
async function letterOf(id: string, as: typeof pat | typeof olu = pat) {
  const letter = await desk.returns.ask(as === pat ? 'readPortalReturnReasons' : 'readReturnReasons', {
    as,
    id,
  });
  const Key = new URL(letter.url).pathname.slice(1);
  const stored = await desk.buckets.client.send(new GetObjectCommand({ Bucket: 'outbox', Key }));
  const document = await getDocumentProxy(await stored.Body!.transformToByteArray());
  const { text } = await extractText(document, { mergePages: true });
  return { ...letter, Key, document, text: text.replace(/\s+/g, ' ') };
}

/** A week of which the second day is of a package that nobody has, and the third asks for another rate. */
const wrong = () => weekFile(MONDAY, {}, { 1: { packageId: 'PK77' }, 2: { rate: '30.00', amount: '30.00' } });

describe('the reasons for what of a return is not paid as claimed', () => {
  it('name each line, what was found and held, and the way to a review and a complaint', async () => {
    const id = await desk.sendReturn(wrong());
    const { name, Key, text } = await letterOf(id);
    expect(Key).toBe(`returns/${id}/${name}`);
    expect(name).toMatch(/^reasons-[0-9a-f]{16}\.pdf$/);
    for (const expected of [
      'Reasons for what is not paid of 1.csv',
      'From: Larkshire County Council',
      'To: ',
      '(P001) Date: 28 September 2026 Your file: 1.csv Received: 28 September 2026',
      'Of your file 5 lines are accepted and pay £100.00. One line is in question: £20.00 is paid meanwhile and £10.00 is held. One line is not accepted.',
      'Line 3, L2026-09-22 22 September 2026, PK77 £20.00 £0.00 Check package unknown:',
      'Line 4, L2026-09-23 23 September 2026, PK1 £30.00 £20.00 Check rate differs from contract:',
      'Until it is decided the lowest of claimed, recorded and commissioned is paid; £10.00 is held.',
      'Your right to a review',
      'How to complain',
      'Local Government and Social Care Ombudsman',
    ])
      expect(text).toContain(expected);
    expect(text).not.toContain('L2026-09-21');
    expect(text).not.toContain('U1');
  });

  it('tell what was decided and why, and where the council was wrong to ask', async () => {
    const id = await desk.sendReturn(
      weekFile(MONDAY, {}, { 1: { rate: '25.00', amount: '25.00' }, 2: { rate: '30.00', amount: '30.00' } }),
    );
    const reason = 'The evening rate was agreed';
    await desk.decide(id, { lineRefs: ['L2026-09-22'], decision: 'accept', reason });
    await desk.decide(id, {
      ...{ lineRefs: ['L2026-09-23'], decision: 'pay-commissioned' },
      reason: 'No evening rate is agreed for this day',
    });
    const { text } = await letterOf(id, olu);
    expect(text).toContain(
      'We asked about one line and should not have: accepted now as you claimed, with nothing held.',
    );
    expect(text).toContain(
      'We decided to pay what was commissioned on 28 September 2026: No evening rate is agreed for this day.',
    );
    expect(text).not.toContain('L2026-09-22');
    expect(text).not.toContain('olu.officer');
  });

  it('have a title, a language and a structure for readers that read aloud, and are one file while they say the same', async () => {
    const id = await desk.sendReturn(wrong());
    const { document, name } = await letterOf(id);
    const { info } = await document.getMetadata();
    expect(info).toMatchObject({ Title: 'Reasons for what is not paid of 1.csv', Language: 'en-GB' });
    expect(await document.getMarkInfo()).toMatchObject({ Marked: true });
    const tree = JSON.stringify(await (await document.getPage(1)).getStructTree());
    const roles = [...tree.matchAll(/"role":"(\w+)"/g)].map(([, role]) => role);
    expect(roles.slice(0, 2)).toEqual(['Document', 'H1']);
    expect(roles.filter((role) => role === 'TH')).toHaveLength(5);
    expect(roles.filter((role) => role === 'TR')).toHaveLength(3);
    expect(roles.filter((role) => role === 'H2')).toHaveLength(2);
    expect((await letterOf(id)).name).toBe(name);
  });

  it('say why nothing of a file was taken', async () => {
    const id = await desk.sendReturn('Fish,Chips\n1,2\n');
    const { text } = await letterOf(id);
    expect(text).toContain(
      'Nothing of this file was taken, so nothing of it is paid. The file has no column',
    );
    expect(text).not.toContain('Line 1');
  });

  it('show letters their pages do not have as a mark', async () => {
    const many = Array.from({ length: 7 }, (_, day) => day).map(
      (day) => [day, { packageId: `介護${day}` }] as const,
    );
    const id = await desk.sendReturn(weekFile(MONDAY, {}, Object.fromEntries(many)));
    const { text } = await letterOf(id);
    expect(text).toContain('??');
    for (const day of ['21', '27']) expect(text).toContain(`L2026-09-${day}`);
  });

  it('are not made where there are none to give, and are nobody else’s', async () => {
    const id = await desk.sendReturn(weekFile(MONDAY));
    const none = await desk.returns.refusal('readPortalReturnReasons', { as: pat, id });
    expect([none.status, none.detail]).toEqual([
      409,
      'Nothing of this file is paid other than it was claimed, so there are no reasons to give.',
    ]);
    const wrongId = await desk.sendReturn(wrong());
    expect((await desk.returns.refusal('readPortalReturnReasons', { as: pip, id: wrongId })).status).toBe(
      404,
    );
  });
});
