import { GetObjectCommand } from '@aws-sdk/client-s3';
import { extractText, getDocumentProxy } from 'unpdf';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Someone } from '../../support/call-api.ts';
import { upliftDesk, upliftUsers } from '../../support/uplift-desk.ts';
import { upliftWorld } from '../../support/uplift-world.ts';

const { olu, amy, ivy } = upliftUsers;
const reason = 'As decided';
const desk = await upliftDesk();
const world = upliftWorld(desk);
const { client, evidence } = desk.pay.buckets;

beforeAll(async () => {
  await world.begin();
  await desk.council.person('A3', { restricted: 'yes' });
  await desk.council.package('PK4', { ...world.open, personId: 'A3', rate: '600' });
});

/** Asks for the letter to a provider, and reads its pages as another program does. */
async function letterTo(providerId: string, id: string, as: Someone = olu) {
  const { name, url } = await desk.api.ask('readUpliftLetter', { as, id, query: { providerId } });
  const [Key] = url.split(' as ');
  const stored = await client.send(new GetObjectCommand({ Bucket: evidence, Key }));
  const document = await getDocumentProxy(new Uint8Array(await stored.Body!.transformToByteArray()));
  const { text } = await extractText(document, { mergePages: true });
  return { name, key: Key, text: text.replaceAll(/\s+/g, ' ') };
}

const statusOf = async (providerId: string, id: string) =>
  (await desk.api.refusal('readUpliftLetter', { as: olu, id, query: { providerId } })).status;

describe('the letter of an uplift to a provider', () => {
  it('is there once the rates are in, says what changes from which day, and is taken back with them', async () => {
    const id = await desk.approved();
    expect(await statusOf('P001', id)).toBe(404);
    await desk.apply(id);
    await desk.work();
    const { name, key, text } = await letterTo('P001', id);
    expect(name).toBe(`new-rates-${id}-P001.pdf`);
    expect(key).toMatch(new RegExp(`^letters/${id}/${id}!P001!\\w+\\.pdf$`));
    expect(text).toContain(`Your new rates: Fees 2026-27`);
    expect(text).toContain('To: Home P001 (P001)');
    expect(text).toContain('3 of your rates change from 1 April 2026. 2 of them follow.');
    expect(text).toContain('Rate card RC1 visits 1 April 2026 £20.00 £21.00');
    expect(text).toContain('Package PK1 residential 1 April 2026 £700.00 £735.00');
    expect(text).toContain('Care from 1 April 2026 on is paid at the new rates by itself.');
    expect(text).toContain(`Name ${id} and the package or rate card you ask about`);
    for (const other of ['PK2', 'PK3', 'PK4', '£840.00', 'next payment', 'A1'])
      expect(text).not.toContain(other);
    expect((await letterTo('P001', id, ivy)).key).toBe(key);
    const second = (await letterTo('P002', id)).text;
    expect(second).toContain('One of your rates changes from 1 April 2026.');
    expect(second).toContain('Package PK2 residential 1 April 2026 £800.00 £840.00');
    expect(second).not.toContain('RC1');
    expect(await statusOf('P009', id)).toBe(404);
    await desk.api.ask('undoUplift', { as: amy, id, body: { reason } });
    await desk.work();
    expect(await statusOf('P001', id)).toBe(404);
  });

  it('says that arrears come with the next payment, and leaves out what was left alone', async () => {
    const id = await desk.approved({ effectiveDate: '2026-01-05' });
    await desk.council.package('PK2', { ...world.open, providerId: 'P002', rate: '820' });
    await desk.apply(id);
    await desk.work();
    const { text } = await letterTo('P001', id);
    expect(text).toContain(
      'That day was past when the rates were set on 2 March 2026: the difference for the days since comes with the next payment after it',
    );
    // practice.md 1: netting is not automatic; a recovery has a notice and a period for questions.
    expect(text).toContain(
      'Where a rate goes down, the difference is asked back: you are told how much first, and may question it.',
    );
    expect(text).not.toContain('taken off');
    expect(await statusOf('P002', id)).toBe(404);
    await desk.api.ask('undoUplift', { as: amy, id, body: { reason } });
    await desk.work();
  });

  it('has the day of each rate where they begin on several', async () => {
    await desk.council.package('PK5', { ...world.open, startDate: '2026-06-01', rate: '500' });
    const rules = [{ match: { laterRates: true }, change: { percent: '5' } }];
    const id = await desk.approved({ effectiveDate: '2026-01-05', rules });
    await desk.apply(id);
    await desk.work();
    const { text } = await letterTo('P001', id);
    expect(text).toContain('the first of them from 5 January 2026; the table has the day of each.');
    expect(text).toContain('Package PK5 residential 1 June 2026 £500.00 £525.00');
    expect(text).toContain('Some of these days were past when the rates were set on 2 March 2026');
  });
});
