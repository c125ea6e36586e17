import { expect, it } from 'vitest';
import { calendarDate as day } from '../../../../domain/calendar.ts';
import { pence } from '../../../../domain/money.ts';
import { rowKinds } from '../../../../domain/records/kinds.ts';
import { serviceTypeColumns, serviceTypeRows } from '../../../../local/sample-council/service-types.ts';
import { rowOf } from '../../../support/a-council.ts';
import { firstRun, storyOf } from '../../../support/first-run.ts';

const larkshire = [...serviceTypeRows()].map((cells) => {
  const said = serviceTypeColumns.map((name, place): [string, string] => [name, cells[place] ?? '']);
  return rowOf(rowKinds['service-types'], Object.fromEntries(said.filter(([, cell]) => cell !== '')));
});

/** What a week of each is worth: by the plan, by its sessions, once; what is paid on actuals waits for them. */
const expected: Readonly<Record<string, [step: string, row: [string, string, string, number]] | 'waits'>> = {
  residential: ['plan', ['cost', '2022-12-01', '2022-12-07', 700]],
  nursing: ['plan', ['cost', '2022-12-01', '2022-12-07', 700]],
  'supported-living': ['plan', ['cost', '2022-12-01', '2022-12-07', 700]],
  'shared-lives': ['plan', ['cost', '2022-12-01', '2022-12-07', 700]],
  foster: ['plan', ['cost', '2022-12-01', '2022-12-07', 700]],
  'direct-payment': ['plan', ['cost', '2022-12-01', '2022-12-07', 700]],
  'day-care': ['sessions', ['cost', '2022-12-01', '2022-12-07', 700]],
  'one-off': ['once', ['one-off', '2022-12-01', '2022-12-31', 700]],
  'home-care': 'waits',
  'extra-care': 'waits',
  respite: 'waits',
  'sleep-in': 'waits',
  transport: 'waits',
};

it.each(larkshire.map((type) => [type.serviceType, type] as const))(
  'a package of %s in Larkshire is paid as its service type says',
  (code, serviceType) => {
    const wanted = expected[code];
    const told = { serviceType, detail: { serviceType: code, weekdays: 'Mon Thu' }, units: '2', rate: '350' };
    const story = storyOf(told);
    story.run('2022-12-07');
    expect(story.gaps).toEqual([]);
    const steps = story.lines.map(({ explanation: [step] }) => step?.step);
    if (wanted !== 'waits') {
      expect([steps, firstRun(told)]).toEqual([[wanted?.[0]], [wanted?.[1]]]);
      return;
    }
    expect(steps).toEqual([]);
    const ref = { kind: 'actuals' as const, id: 'RT1', version: 1 };
    const item = {
      lineRef: '1',
      date: day('2022-12-02'),
      quantity: '2',
      rate: '350',
      amountPence: pence(70_000),
    };
    const actuals = [{ ref, from: day('2022-12-01'), to: day('2022-12-07'), lines: [item] }];
    expect(firstRun({ ...told, actuals })).toEqual([['cost', '2022-12-01', '2022-12-07', 700]]);
  },
);

it('a foster carer gets the allowance of the week, and for a festival once what it says', () => {
  const foster = larkshire.find(({ serviceType }) => serviceType === 'foster');
  const festival = {
    ref: { kind: 'expenses' as const, id: 'PK1', version: 1 },
    body: {
      ...{ expenseId: 'E1', packageId: 'PK1', kind: 'festival', date: day('2022-12-05') },
      ...{ units: null, rate: null, amountPence: pence(20_000), receiptUploadId: null },
    },
  };
  const story = storyOf({ ...(foster && { serviceType: foster }), expenses: [festival] });
  expect(story.run('2022-12-07')).toEqual([
    { kind: 'cost', from: '2022-12-01', to: '2022-12-07', pounds: 700 },
    { kind: 'expense', from: '2022-12-05', to: '2022-12-05', pounds: 200 },
  ]);
  expect(story.run('2022-12-07')).toEqual([]);
});
