import type { ComponentChildren } from 'preact';
import type { ShownArrangement } from '../../../events/api/arrangements.ts';
import { OpenPaper } from '../papers/open-paper.tsx';
import { SummaryList, type Row } from '../parts/summary-list.tsx';
import { formatDate, formatMoney } from '../words/format.ts';
import { sectionTitles, type SectionName } from './arrangement-sections.ts';
import {
  paperWords,
  planItemInWords,
  rangeInWords,
  roleWords,
  stepInWords,
  stepWords,
  type SetUpStep,
} from './arrangement-words.ts';

type Props = { shown: ShownArrangement; mayChange: boolean };

/** Everything that was agreed, section by section, each with the way to change it. */
export function ArrangementView({ shown, mayChange }: Props) {
  return (
    <>
      {sections.map(({ name, rowsOf, empty }) => {
        const rows = rowsOf(shown);
        return (
          <section class="app-section" aria-labelledby={name} key={name}>
            <h2 class="govuk-heading-m" id={name}>
              {sectionTitles[name]}
            </h2>
            {rows.length === 0 ? <p class="govuk-body">{empty}</p> : <SummaryList rows={rows} />}
            {mayChange && (
              <p class="govuk-body">
                <a href={`?change=${name}`}>
                  Change<span class="govuk-visually-hidden"> “{sectionTitles[name]}”</span>
                </a>
              </p>
            )}
          </section>
        );
      })}
    </>
  );
}

type Shown = { name: SectionName; rowsOf: (shown: ShownArrangement) => Row[]; empty: string };

const sections: readonly Shown[] = [
  {
    name: 'plan',
    rowsOf: planRows,
    empty: 'No plan is on record: everything that is bought is asked about.',
  },
  { name: 'people', rowsOf: peopleRows, empty: '' },
  { name: 'set-up', rowsOf: setUpRows, empty: '' },
  { name: 'signed', rowsOf: signedRows, empty: '' },
  { name: 'reviews', rowsOf: reviewRows, empty: 'No review is recorded.' },
  { name: 'papers', rowsOf: paperRows, empty: '' },
  { name: 'quiet', rowsOf: quietRows, empty: '' },
];

function planRows({ arrangement, fromExtract }: ShownArrangement): Row[] {
  const entered = { ...arrangement, origin: '' };
  const extract = {
    planItems: fromExtract.items,
    earmarked: fromExtract.earmarked,
    origin: ' (from the extract)',
  };
  return numbered(
    [entered, extract].flatMap(({ planItems, earmarked, origin }) => [
      ...planItems.map((item) => ({ name: item.what, value: planItemInWords(item) + origin })),
      ...earmarked.map(({ what, amountPence }) => ({
        name: `Kept for ${what}`,
        value: formatMoney(amountPence) + origin,
      })),
    ]),
  );
}

/** Rows of a list are told apart by their names: two of one name are numbered. */
function numbered(rows: readonly Row[]): Row[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const count = (seen.get(row.name) ?? 0) + 1;
    seen.set(row.name, count);
    return count === 1 ? row : { ...row, name: `${row.name} (${count})` };
  });
}

function peopleRows({ arrangement }: ShownArrangement): Row[] {
  const { representatives, household, address, email, lacksCapacity } = arrangement;
  return [
    {
      name: 'Acts for the person',
      value: lines(
        representatives.map((each) =>
          [
            `${each.name}, ${roleWords[each.role].toLowerCase()} ${rangeInWords(each)}`,
            each.address,
            each.email,
          ]
            .filter((part) => part !== null)
            .join(', '),
        ),
        'Nobody',
      ),
    },
    { name: 'Relatives in the household', value: lines(household, 'None are on record') },
    {
      name: 'Lacks capacity to manage the payment',
      value: lacksCapacity === null ? 'Nothing is recorded' : capitalised(rangeInWords(lacksCapacity)),
    },
    { name: 'Letters go to', value: address ?? 'No address is recorded' },
    { name: 'E-mails go to', value: email ?? 'No e-mail address is recorded' },
  ];
}

function setUpRows({ arrangement: { setUp } }: ShownArrangement): Row[] {
  const steps: readonly SetUpStep[] = ['told', 'accountOpened', 'insurance', 'payroll'];
  return steps.map((step) => ({ name: stepWords[step], value: stepInWords(setUp[step]) }));
}

function signedRows({ agreementId, arrangement: { signedOn, signedUploadId } }: ShownArrangement): Row[] {
  return [
    { name: 'Signed on', value: signedOn === null ? 'Not signed yet' : formatDate(signedOn) },
    {
      name: 'Signed paper',
      value:
        signedUploadId === null ? (
          'Not here'
        ) : (
          <>
            <a href={`/files/${encodeURIComponent(signedUploadId)}`}>{signedUploadId}</a>{' '}
            <OpenPaper agreementId={agreementId} uploadId={signedUploadId} of="the signed agreement" />
          </>
        ),
    },
  ];
}

function reviewRows({ arrangement: { reviews } }: ShownArrangement): Row[] {
  const latest = reviews.toSorted((one, other) => (one.heldOn < other.heldOn ? 1 : -1));
  return numbered(
    latest.map(({ heldOn, note }) => ({ name: formatDate(heldOn), value: note ?? 'No note was made' })),
  );
}

function paperRows({ arrangement: { papersAsked } }: ShownArrangement): Row[] {
  const value = lines(
    papersAsked.map((each) => paperWords[each]),
    'None',
  );
  return [{ name: 'Sent with each return', value }];
}

function quietRows({ arrangement: { bereavement, breathingSpace } }: ShownArrangement): Row[] {
  const death =
    bereavement === null
      ? 'None is recorded'
      : `Told on ${formatDate(bereavement.since)}; letters stop ${bereavement.to === null ? 'until somebody enters the last day' : `through ${formatDate(bereavement.to)}`}. The family deals with ${bereavement.contact}.`;
  return [
    { name: 'Death in the household', value: death },
    {
      name: 'Breathing Space',
      value: breathingSpace === null ? 'None is recorded' : capitalised(rangeInWords(breathingSpace)),
    },
  ];
}

function lines(texts: readonly string[], none: string): ComponentChildren {
  if (texts.length === 0) return none;
  return texts.map((text) => <div key={text}>{text}</div>);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
