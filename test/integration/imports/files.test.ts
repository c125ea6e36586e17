import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { importExtract } from '../../../functions/import-extract/import-extract.ts';
import { inboxDesk } from '../../support/inbox-desk.ts';
import { bringIn, PACKAGE_HEADING } from '../../support/small-council.ts';

const desk = await inboxDesk();
beforeAll(() => bringIn(desk));

const people = 'personId,name,dateOfBirth\n';

describe('a file nothing can be taken from', () => {
  it.each([
    ['is empty', '', 'quarantined', 'file-empty'],
    ['is binary', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 0, 0]), 'quarantined', 'file-binary'],
    ['is compressed', gzipSync(people), 'quarantined', /./],
    [
      'has 200 columns',
      `${Array.from({ length: 200 }, (_, at) => `c${at}`).join(',')}\n1\n`,
      'quarantined',
      'too-many-columns',
    ],
    ['is another kind of file', 'providerId,name\nP9,X\n', 'rejected', 'column-missing'],
    [
      'names a column twice',
      'personId,name,name,dateOfBirth\nU3,A,B,1950-01-01\n',
      'rejected',
      'column-repeated',
    ],
    [
      'is of a day that does not exist',
      '#EXTRACT,full,31/02/2026\npersonId,name,dateOfBirth\nU8,A,1950-01-01\n',
      'rejected',
      'extract-date-wrong',
    ],
    ['has only a heading', people, 'rejected', 'no-rows'],
    [
      'breaks off inside quotation marks',
      `${people}U8,A,1950-01-01\nU9,"B,1950-01-01\n`,
      'quarantined',
      'quote-not-closed',
    ],
    [
      'has fewer lines than it says',
      `${people}U8,A,1950-01-01\n#TOTAL,3,\n`,
      'quarantined',
      'control-total-wrong',
    ],
  ])('because it %s says so in a sentence, and nothing is taken or lost', async (_, content, state, rule) => {
    const { upload, findings } = await desk.drop('people/wrong.csv', content);
    expect(upload.state).toBe(state);
    expect(upload.problem?.rule).toMatch(rule);
    expect(upload.problem?.message).toMatch(/[.]$/);
    expect(findings).toEqual([]);
    expect(await desk.exists('people/wrong.csv')).toBe(true);
    expect((await desk.facts.currentFacts('person', ['U3', 'U8', 'U9'])).size).toBe(0);
  });

  it('may be sent again unchanged, since nothing of it was taken', async () => {
    const first = await desk.drop('people/again.csv', 'name\nAnn\n');
    const second = await desk.drop('people/again.csv', 'name\nAnn\n');
    expect([first.upload.state, second.upload.state]).toEqual(['rejected', 'rejected']);
  });

  it('may be sent again unchanged when its rows were all wrong, and not while one of them waits', async () => {
    const wrong = `${people}W1,Wil Wren,1950-13-01\n`;
    const first = await desk.drop('people/wrong-1.csv', wrong);
    const second = await desk.drop('people/wrong-2.csv', wrong);
    expect([first, second].map(({ upload }) => [upload.state, upload.problem?.rule])).toEqual([
      ['rejected', 'no-row-taken'],
      ['rejected', 'no-row-taken'],
    ]);
    const waits = `${PACKAGE_HEADING}\nW1,NOBODY,P001,home-care,2026-05-01,,7,20\n`;
    const waiting = await desk.drop('care-packages/wait-1.csv', waits);
    const again = await desk.drop('care-packages/wait-2.csv', waits);
    expect([waiting.upload.state, again.upload.state]).toEqual(['rejected', 'duplicate']);
  });

  it('because it is too large is refused before a byte is read', async () => {
    const event = await desk.put('people/huge.csv', people, 'huge');
    event.detail.object.size = 1;
    const head = desk.deps.buckets.send.bind(desk.deps.buckets);
    const seen: string[] = [];
    desk.deps.buckets.send = ((command: { constructor: { name: string } }) => {
      seen.push(command.constructor.name);
      return command.constructor.name === 'HeadObjectCommand'
        ? Promise.resolve({ ContentLength: 1024 ** 3, Metadata: { 'upload-id': 'huge' } })
        : head(command as never);
    }) as typeof desk.deps.buckets.send;
    await importExtract(event, desk.deps);
    desk.deps.buckets.send = head;
    expect(seen).toEqual(['HeadObjectCommand']);
    const { upload } = await desk.read('huge');
    expect(upload).toMatchObject({ state: 'rejected', problem: { rule: 'file-too-large' } });
  });
});

describe('the same file', () => {
  it('sent twice is a duplicate the second time', async () => {
    const first = await desk.drop('people/d.csv', `${people}D1,Di Duck,1950-01-01\n`);
    const second = await desk.drop('people/other-name.csv', `${people}D1,Di Duck,1950-01-01\n`);
    expect(first.upload.state).toBe('accepted');
    expect(second.upload).toMatchObject({ state: 'duplicate', duplicateOf: first.upload.uploadId });
  });

  it('announced three times is taken once, and every announcement ends in the same state', async () => {
    const event = await desk.put('people/t.csv', `${people}T9,Ti Teal,1950-01-01\n`, 'three-times');
    await Promise.all([importExtract(event, desk.deps), importExtract(event, desk.deps)]);
    await importExtract(event, desk.deps);
    const { upload } = await desk.read('three-times');
    expect(upload).toMatchObject({ state: 'accepted', counts: { rows: 1, accepted: 1 } });
    expect((await desk.facts.versionsOf('person', 'T9')).map((fact) => fact.version)).toEqual([1]);
  });

  it('is finished by a second try after the first died half way', async () => {
    const rows = Array.from({ length: 2_500 }, (_, at) => `H${at},Half Way,1950-01-01`).join('\n');
    const event = await desk.put('people/half.csv', `${people}${rows}\n`, 'half-way');
    const record = desk.deps.table.client.send.bind(desk.deps.table.client);
    let transactions = 0;
    desk.deps.table.client.send = ((command: { constructor: { name: string } }) => {
      if (command.constructor.name === 'TransactWriteCommand' && (transactions += 1) > 12) {
        return Promise.reject(new Error('killed'));
      }
      return record(command as never);
    }) as typeof desk.deps.table.client.send;
    await expect(importExtract(event, desk.deps)).rejects.toThrow('killed');
    desk.deps.table.client.send = record;
    expect((await desk.read('half-way')).upload.state).toBe('reading');
    await importExtract(event, desk.deps);
    const { upload, lines } = await desk.read('half-way');
    expect(upload).toMatchObject({
      state: 'accepted',
      counts: { rows: 2_500, accepted: 2_500, unchanged: 0 },
    });
    expect(lines).toHaveLength(2_500);
  });
});

describe('the forms files come in', () => {
  const row = ['S1', 'Zoë “Zo” O’Hara; of Ely', '1940-02-29'];
  it.each([
    [
      'UTF-8 with a mark and commas',
      Buffer.from(`\ufeff${people}${row.map((cell) => `"${cell}"`).join(',')}\n`),
    ],
    ['UTF-16 and tabs', Buffer.from(`\ufeff${people.replaceAll(',', '\t')}${row.join('\t')}\r\n`, 'utf16le')],
    [
      'semicolons and British dates',
      Buffer.from(`NAME;PERSONID;dateOfBirth\n"${row[1] ?? ''}";S1;29/02/1940\n`),
    ],
    [
      'Windows-1252',
      Buffer.concat([
        Buffer.from(`${people}S1,"Zo`),
        Buffer.from([0xeb]),
        Buffer.from(' '),
        Buffer.from([0x93]),
        Buffer.from('Zo'),
        Buffer.from([0x94]),
        Buffer.from(' O'),
        Buffer.from([0x92]),
        Buffer.from('Hara; of Ely",1940-02-29\n'),
      ]),
    ],
  ])('%s are read alike', async (_, bytes) => {
    const { upload } = await desk.drop('people/forms.csv', bytes);
    expect(upload.state).toBe('accepted');
    expect((await desk.facts.currentFacts('person', ['S1'])).get('S1')?.body).toMatchObject({
      name: row[1],
      dateOfBirth: '1940-02-29',
    });
  });

  it('a column nobody knows is kept with its lines and named', async () => {
    const { upload, lines } = await desk.drop(
      'care-packages/u.csv',
      `${PACKAGE_HEADING},Team\nX1,U1,P001,home-care,2026-05-01,,7,20,North\n`,
    );
    expect(upload.unknownColumns).toEqual(['Team']);
    expect(lines[0]?.values).toMatchObject({ Team: 'North' });
  });
});
