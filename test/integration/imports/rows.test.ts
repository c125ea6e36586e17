import { beforeAll, describe, expect, it } from 'vitest';
import { verifyChain } from '../../../domain/facts/audit-chain.ts';
import { importExtract } from '../../../functions/import-extract/import-extract.ts';
import { nextVersion } from '../../../functions/store/versions.ts';
import { rateText } from '../../../domain/money.ts';
import { hashText } from '../../../functions/store/hash-text.ts';
import { versionContent } from '../../../functions/store/items.ts';
import { inboxDesk } from '../../support/inbox-desk.ts';
import { bringIn, PACKAGE_HEADING } from '../../support/small-council.ts';

const desk = await inboxDesk();
beforeAll(() => bringIn(desk));

const packages = (...rows: string[]) => [PACKAGE_HEADING, ...rows, ''].join('\n');
const packageOf = async (id: string) => (await desk.facts.currentFacts('package', [id])).get(id);

describe('a row that cannot be true', () => {
  it.each([
    [
      'ends before it starts',
      'B1,U1,P001,home-care,2026-05-01,2026-04-01,7,20',
      'endDate',
      'end-before-start',
    ],
    ['names no known provider', 'B1,U1,P999,home-care,2026-05-01,,7,20', 'providerId', 'unknown-provider'],
    ['names no known person', 'B1,U9,P001,home-care,2026-05-01,,7,20', 'personId', 'unknown-person'],
    ['has negative units', 'B1,U1,P001,home-care,2026-05-01,,-7,20', 'unitsPerWeek', /./],
    ['has 1e3 as a rate', 'B1,U1,P001,home-care,2026-05-01,,7,1e3', 'rate', /./],
    ['starts on 31/02/2026', 'B1,U1,P001,home-care,31/02/2026,,7,20', 'startDate', /./],
    ['has no start', 'B1,U1,P001,home-care,,,7,20', 'startDate', 'mandatory-field-empty'],
    ['has a cell too many', 'B1,U1,P001,home-care,2026-05-01,,7,20,more', null, 'row-ragged'],
  ])(
    'that %s is a finding with line, field, rule and sentence, and the others still go in',
    async (name, row, field, rule) => {
      const goodId = `G-${name.replaceAll(/\W/g, '-')}`;
      const good = `${goodId},U1,P001,home-care,01/05/2026,,7,20.00`;
      const { upload, findings, lines } = await desk.drop('care-packages/p.csv', packages(row, good));
      expect(upload).toMatchObject({ state: 'part-accepted', counts: { rows: 2, accepted: 1, refused: 1 } });
      const errors = findings.filter((finding) => finding.severity === 'error');
      expect(errors).toMatchObject([{ line: 2, field }]);
      expect(errors[0]?.rule).toMatch(rule);
      expect(errors[0]?.message).toMatch(/^.*\S.*[.]$/);
      expect(lines.map((line) => line.subjectId)).toEqual([null, goodId]);
      expect(await packageOf('B1')).toBeUndefined();
      expect((await packageOf(goodId))?.body).toMatchObject({
        startDate: '2026-05-01',
        terms: [{ rate: '20' }],
      });
    },
  );

  it('asks a person to look, and stops asking once it is done', async () => {
    const { upload } = await desk.drop(
      'care-packages/p.csv',
      packages('B2,U1,P001,home-care,2026-05-01,2026-04-01,1,1'),
    );
    const open = async () =>
      (await desk.work.listOpen({ areas: ['imports'], limit: 100 })).items.filter((work) =>
        work.workId.endsWith(upload.uploadId),
      );
    expect(await open()).toMatchObject([{ risk: 'high', link: `/files/${upload.uploadId}` }]);
  });

  it('is refused when an earlier line of the file said the same package differently', async () => {
    const { findings } = await desk.drop(
      'care-packages/p.csv',
      packages(
        'T1,U1,P001,home-care,2026-05-01,,1,1',
        'T2,U1,P001,home-care,2026-05-01,,1,1',
        'T1,U1,P001,home-care,2026-05-01,,2,2',
      ),
    );
    expect(findings).toMatchObject([{ line: 4, rule: 'row-repeated' }]);
    expect((await packageOf('T1'))?.body.terms[0]?.unitsPerWeek).toBe('1');
  });

  it('is refused when it moves a package to another person', async () => {
    await desk.drop('care-packages/p.csv', packages('M1,U1,P001,home-care,2026-05-01,,1,1'));
    const { findings } = await desk.drop(
      'care-packages/p.csv',
      packages('M1,U2,P001,home-care,2026-05-01,,1,1'),
    );
    expect(findings).toMatchObject([{ line: 2, rule: 'package-of-another-person' }]);
    expect((await packageOf('M1'))?.body.personId).toBe('U1');
  });
});

describe('versions', () => {
  it('an unchanged row writes nothing; a changed one makes a version with who, when and file', async () => {
    await desk.drop('care-packages/v.csv', packages('V1,U1,P001,home-care,2026-05-01,,7,20'));
    const before = await packageOf('V1');
    await desk.drop('care-packages/v.csv', packages('V1,U1,P001,home-care,1/5/2026,,7.0,20.00'));
    expect(await packageOf('V1')).toEqual(before);
    desk.at('2026-11-23T10:00:00.000Z');
    const { upload } = await desk.drop(
      'care-packages/v.csv',
      packages('V1,U1,P001,home-care,2026-05-01,,9,20'),
    );
    const versions = await desk.facts.versionsOf('package', 'V1');
    expect(versions.map((fact) => [fact.version, fact.body.terms[0]?.unitsPerWeek])).toEqual([
      [2, '9'],
      [1, '7'],
    ]);
    expect(versions[0]).toMatchObject({
      recordedAt: '2026-11-23T10:00:00.000Z',
      recordedBy: 'inbox',
      source: { kind: 'file', uploadId: upload.uploadId, line: 2 },
    });
    const chain = versions.map((fact) => ({ entry: fact.entry, content: versionContent(fact) }));
    expect(verifyChain(chain, hashText)).toEqual([]);
  });

  it('a row with effectiveFrom adds a term, wherever in the file it stands, and the same file again adds none', async () => {
    const heading = `${PACKAGE_HEADING},effectiveFrom`;
    const file = [
      heading,
      'E1,U1,P001,home-care,2026-04-01,,7,20,',
      'E2,U1,P001,home-care,2026-04-01,,5,20,',
      'E1,U1,P001,home-care,2026-04-01,,7,21.50,2026-10-01',
      'E2,U1,P001,home-care,2026-04-01,,5,21.50,2026-10-01',
    ].join('\n');
    await desk.drop('care-packages/e.csv', file);
    const terms = (await packageOf('E1'))?.body.terms;
    expect(terms?.map((term) => [term.from, term.rate])).toEqual([
      ['2026-04-01', '20'],
      ['2026-10-01', '21.5'],
    ]);
    const version = (await packageOf('E1'))?.version;
    const { upload } = await desk.drop('care-packages/e.csv', `${file}\n`);
    expect(upload.counts).toMatchObject({ accepted: 0, unchanged: 4 });
    expect((await packageOf('E1'))?.version).toBe(version);
  });

  it('what a person changed by hand stays, and the file’s difference is a finding', async () => {
    await desk.drop('care-packages/h.csv', packages('H1,U1,P001,home-care,2026-05-01,,7,20'));
    const seen = await packageOf('H1');
    if (seen === undefined) throw new Error('H1 is there');
    const write = {
      subject: seen.subject,
      body: { ...seen.body, endDate: '2026-12-24' as never },
      handFields: ['endDate'],
      recording: {
        recordedAt: desk.deps.clock(),
        recordedBy: 'olu.officer',
        source: { kind: 'hand' as const },
        reason: 'moved away',
      },
      seen,
    };
    expect(nextVersion(write).version).toBe(2);
    await desk.facts.recordVersions([write]);
    desk.at('2026-11-24T10:00:00.000Z');
    const { findings, upload } = await desk.drop(
      'care-packages/h.csv',
      packages('H1,U1,P001,home-care,2026-05-01,,8,20'),
    );
    expect(findings).toMatchObject([{ rule: 'hand-change-kept', field: 'endDate', severity: 'warning' }]);
    expect(upload.state).toBe('accepted');
    expect((await packageOf('H1'))?.body).toMatchObject({
      endDate: '2026-12-24',
      terms: [{ unitsPerWeek: '8' }],
    });
  });

  it('what an uplift changed stays, and new hours come in', async () => {
    await desk.drop('care-packages/p.csv', packages('U1A,U1,P001,home-care,2026-01-01,,7,20'));
    const seen = (await packageOf('U1A'))!;
    const [term] = seen.body.terms;
    const body = { ...seen.body, terms: [{ ...term!, rate: rateText('21') }] };
    const recording = {
      ...{ recordedAt: desk.deps.clock(), recordedBy: 'amy.approver', reason: 'The cabinet decided' },
      source: { kind: 'uplift' as const, upliftId: 'U-1' },
    };
    await desk.facts.recordVersions([{ subject: seen.subject, body, handFields: ['rate'], seen, recording }]);
    const { upload, findings } = await desk.drop(
      'care-packages/p.csv',
      packages('U1A,U1,P001,home-care,2026-01-01,,3.5,20'),
    );
    expect(upload.counts).toMatchObject({ accepted: 1 });
    expect(findings).toMatchObject([{ rule: 'uplifted-rate-kept', field: 'rate', severity: 'warning' }]);
    expect((await packageOf('U1A'))?.body.terms).toMatchObject([{ unitsPerWeek: '3.5', rate: '21' }]);
  });

  it('a file of the same second as a change by hand still brings what the hand left alone', async () => {
    await desk.drop('care-packages/s.csv', packages('S1,U1,P001,home-care,2026-05-01,,7,20'));
    const seen = await packageOf('S1');
    if (seen === undefined) throw new Error('S1 is there');
    desk.at('2026-11-24T12:00:00.200Z');
    const body = { ...seen.body, endDate: '2026-12-24' as never };
    const recording = { recordedAt: desk.deps.clock(), recordedBy: 'olu.officer', reason: 'moved away' };
    await desk.facts.recordVersions([
      {
        ...{ subject: seen.subject, body, handFields: ['endDate'], seen },
        recording: { ...recording, source: { kind: 'hand' } },
      },
    ]);
    desk.at('2026-11-24T12:00:00.700Z');
    await desk.drop('care-packages/s.csv', packages('S1,U1,P001,home-care,2026-05-01,,8,20'));
    expect((await packageOf('S1'))?.body).toMatchObject({
      endDate: '2026-12-24',
      terms: [{ unitsPerWeek: '8' }],
    });
  });

  it('a file that came earlier never overwrites what a later one said, whichever is worked on first', async () => {
    desk.at('2026-11-25T09:00:00.000Z');
    await desk.drop('care-packages/o.csv', packages('O1,U1,P001,home-care,2026-05-01,,1,20'));
    desk.at('2026-11-25T10:00:00.000Z');
    const earlier = await desk.put(
      'care-packages/o-ten.csv',
      packages('O1,U1,P001,home-care,2026-05-01,,10,20'),
      'o-ten',
    );
    desk.at('2026-11-25T11:00:00.000Z');
    await desk.drop('care-packages/o-eleven.csv', packages('O1,U1,P001,home-care,2026-05-01,,11,20'));
    await importExtract(earlier, desk.deps);
    expect((await packageOf('O1'))?.body.terms[0]?.unitsPerWeek).toBe('11');
    expect((await desk.read('o-ten')).findings).toMatchObject([
      { rule: 'overtaken', severity: 'information' },
    ]);
  });

  it('a known package that a full extract leaves out is a finding, never an end', async () => {
    await desk.drop(
      'care-packages/f.csv',
      packages('F1,U1,P001,home-care,2026-05-01,,1,20', 'F2,U1,P001,home-care,2020-05-01,2021-01-01,1,20'),
    );
    const { findings, upload } = await desk.drop(
      'care-packages/f.csv',
      `#EXTRACT,full,2026-11-01\n${packages('F3,U1,P001,home-care,2026-05-01,,1,20')}`,
    );
    const missing = findings
      .filter((finding) => finding.rule === 'missing-from-full-extract')
      .map((finding) => finding.value);
    expect(missing).toContain('F1');
    expect(missing).not.toContain('F2');
    expect(upload).toMatchObject({ state: 'accepted', extract: { mode: 'full', asAt: '2026-11-01' } });
    expect((await packageOf('F1'))?.body.endDate).toBeNull();
  });
});

describe('sets', () => {
  const heading = 'contributionId,personId,packageId,kind,startDate,endDate,weeklyAmount,collector';
  it('contributions of a person stand or fall together: an overlap refuses the set, and says where', async () => {
    await desk.drop('care-packages/c.csv', packages('C1,U2,P002,residential,2026-04-01,,1,900'));
    const overlap = await desk.drop(
      'contributions/c.csv',
      `${heading}\nK1,U2,C1,weeks-1-12,2026-04-01,2026-06-23,120.50,provider\nK2,U2,C1,weeks-13-plus,2026-06-20,,220,provider\n`,
    );
    expect(overlap.upload).toMatchObject({ state: 'rejected', counts: { refused: 2 } });
    expect(overlap.findings.map((finding) => [finding.line, finding.rule])).toEqual([
      [2, 'set-refused'],
      [3, 'contributions-overlap'],
    ]);
    const follow = await desk.drop(
      'contributions/c.csv',
      `${heading}\nK1,U2,C1,weeks-1-12,2026-04-01,2026-06-23,120.50,provider\nK2,U2,C1,weeks-13-plus,2026-06-24,,£220,provider\n`,
    );
    expect(follow.upload).toMatchObject({ state: 'accepted', counts: { accepted: 2 } });
    const set = (await desk.facts.currentFacts('contributions', ['U2'])).get('U2');
    expect(set?.body.items.map((item) => item.weeklyAmountPence)).toEqual([12050, 22000]);
  });
});

describe('a rate card', () => {
  const heading = 'rateCardId,serviceType,rate,from,to\n';
  it('with two rates for the same thing on the same day is refused as a whole', async () => {
    const { upload, findings } = await desk.drop(
      'rate-cards/two.csv',
      `${heading}RC2,home-care,20,2026-04-01,2026-09-30\nRC2,home-care,21,2026-09-01,\n`,
    );
    expect(upload).toMatchObject({ state: 'rejected', counts: { refused: 2 } });
    expect(findings.map((finding) => [finding.line, finding.rule])).toEqual([
      [2, 'set-refused'],
      [3, 'rates-overlap'],
    ]);
  });

  it('with more lines than one item of the table can hold says so before anything is written', async () => {
    const lines = Array.from(
      { length: 1_001 },
      (_, at) => `RC3,home-care,${at + 1},${2000 + (at % 200)}-0${Math.floor(at / 200) + 1}-01,`,
    );
    const { upload, findings } = await desk.drop('rate-cards/many.csv', `${heading}${lines.join('\n')}\n`);
    expect(upload.state).toBe('rejected');
    expect(findings[0]).toMatchObject({ line: 2, rule: 'set-too-large' });
  });
});

describe('rows that wait', () => {
  it('go in by themselves once the provider they name arrives', async () => {
    const { upload, lines } = await desk.drop(
      'care-packages/w.csv',
      packages('W1,U1,P777,home-care,2026-05-01,,1,20', 'W2,U1,P001,home-care,2026-05-01,,1,20'),
    );
    expect(upload).toMatchObject({ state: 'part-accepted', rowsWaiting: 1 });
    expect(lines[0]).toMatchObject({ line: 2, state: 'waiting', rules: ['unknown-provider'] });
    await desk.drop('providers/p777.csv', 'providerId,name\nP777,Wren House\n');
    expect(await desk.workQueue()).toBeGreaterThan(0);
    const after = await desk.read(upload.uploadId);
    expect(after.upload).toMatchObject({
      state: 'accepted',
      rowsWaiting: 0,
      counts: { rows: 2, accepted: 2, refused: 0 },
    });
    expect(after.findings).toEqual([]);
    expect((await packageOf('W1'))?.body.providerId).toBe('P777');
  });
});
