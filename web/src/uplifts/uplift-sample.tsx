import { useState } from 'preact/hooks';
import type { ShownUpliftLine, UpliftDetail } from '../../../events/api/uplifts.ts';
import { ActForm } from '../audits/act-form.tsx';
import { Section } from '../audits/section.tsx';
import { write, type Answered } from '../api/client.ts';
import type { Answer } from '../api/contract.ts';
import { useList } from '../api/use-list.ts';
import { Listed } from '../parts/listed.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { counted } from '../words/format.ts';
import { isMaker, isSampling } from './acts.ts';
import { SampleLine, type Verdict } from './sample-line.tsx';

type Said = Answer<'POST', '/v1/uplifts/{id}/sample'>;
type Verdicts = Readonly<Record<string, Verdict>>;
type Props = { uplift: UpliftDetail; again: () => void };

/** The lines that a second person opens before an uplift can be approved. */
export function UpliftSample({ uplift, again }: Props) {
  const me = useMe();
  const list = useList('/v1/uplifts/{id}/preview', {
    id: uplift.upliftId,
    query: { sample: 'yes', limit: '200' },
  });
  const isBarred = uplift.state === 'submitted' && may(me, 'checkUplifts') && isMaker(uplift, me);
  return (
    <Section id="sample" title="Sample">
      <p class="govuk-body">{standing(uplift)}</p>
      {uplift.sampleClosed > 0 && (
        <p class="govuk-body">
          {counted(uplift.sampleClosed, 'line')} of the sample {uplift.sampleClosed === 1 ? 'is' : 'are'} of
          people whose records are closed to you. A payments approver who may see those records has to open{' '}
          {uplift.sampleClosed === 1 ? 'it' : 'them'}.
        </p>
      )}
      {isBarred && (
        <p class="govuk-body">You made or submitted this uplift, so somebody else opens its sample.</p>
      )}
      <Listed
        of={list}
        what="the sample"
        one="line of the sample"
        many="lines of the sample"
        empty="Every line of the sample is closed to you."
      >
        {(lines) => <Lines uplift={uplift} lines={lines} again={again} />}
      </Listed>
    </Section>
  );
}

/** How far the check of the sample is. */
function standing({ sample, sampleClosed }: UpliftDetail): string {
  if (sample.length === 0) return 'Every line of the sample has to be found right before it can be approved.';
  const right = sample.filter(({ opened }) => opened?.isRight === true).length;
  const wrong = sample.filter(({ opened }) => opened?.isRight === false).length;
  const found =
    wrong === 0
      ? ''
      : ` ${counted(wrong, 'line')} ${wrong === 1 ? 'was' : 'were'} found wrong: return the uplift, or look again.`;
  const yours = sampleClosed === 0 ? '' : ' that you may see';
  return `${right} of ${counted(sample.length, 'line')}${yours} ${right === 1 ? 'was' : 'were'} found right by a second person. All have to be before it can be approved.${found}`;
}

function Lines({ uplift, lines, again }: Props & { lines: readonly ShownUpliftLine[] }) {
  const me = useMe();
  const [verdicts, setVerdicts] = useState<Verdicts>({});
  const isMine = isSampling(uplift, me);
  const said = new Map(uplift.sample.map(({ lineId, opened }) => [lineId, opened]));
  const shown = (
    <ul class="govuk-list">
      {lines.map((line, place) => (
        <SampleLine
          key={line.lineId}
          id={`sample-${place}`}
          line={line}
          opened={said.get(line.lineId) ?? null}
          verdict={verdicts[line.lineId] ?? null}
          onVerdict={
            isMine
              ? (verdict) => {
                  setVerdicts((all) => ({ ...all, [line.lineId]: verdict }));
                }
              : null
          }
        />
      ))}
    </ul>
  );
  if (!isMine) return shown;
  const right = idsOf(verdicts, 'right');
  const wrong = idsOf(verdicts, 'wrong');
  return (
    <ActForm
      id="sampled"
      button={buttonFor(right.length, wrong.length)}
      gaps={
        right.length + wrong.length === 0
          ? [{ id: 'sample', message: 'Open a line and say whether its new rate is right' }]
          : []
      }
      request={verdicts}
      send={(reason, key) => sendVerdicts(uplift.upliftId, { right, wrong }, reason, key)}
      onDone={again}
    >
      {() => shown}
    </ActForm>
  );
}

function idsOf(verdicts: Verdicts, wanted: Verdict): string[] {
  return Object.entries(verdicts).flatMap(([lineId, verdict]) => (verdict === wanted ? [lineId] : []));
}

function buttonFor(right: number, wrong: number): string {
  if (right + wrong === 0) return 'Record what you found';
  const parts = [
    right === 0 ? '' : `${counted(right, 'line')} right`,
    wrong === 0 ? '' : `${counted(wrong, 'line')} wrong`,
  ];
  return `Record ${parts.filter((part) => part !== '').join(' and ')}`;
}

/** Right and wrong lines are said one after the other; each is done once, however often it is tried. */
async function sendVerdicts(
  id: string,
  { right, wrong }: { right: readonly string[]; wrong: readonly string[] },
  reason: string,
  key: string,
): Promise<Answered<Said>> {
  const say = (lineIds: readonly string[], isRight: boolean): Promise<Answered<Said>> =>
    write('POST', '/v1/uplifts/{id}/sample', {
      id,
      body: { lineIds: [...lineIds], isRight, reason },
      key: `${key}-${isRight ? 'right' : 'wrong'}`,
    });
  if (wrong.length === 0) return say(right, true);
  const first = await say(wrong, false);
  return right.length === 0 || !first.ok ? first : say(right, true);
}
