import { useState } from 'preact/hooks';
import type { ShownReturnLine } from '../../../events/api/return-shapes.ts';
import { useList } from '../api/use-list.ts';
import { Loaded } from '../parts/loaded.tsx';
import { counted, formatMoney } from '../words/format.ts';
import { whenOf } from './line-words.ts';

type Props = { id: string; line: ShownReturnLine; others: number };

/** The other lines of a week that is asked about as one; read once somebody opens them. */
export function WeekLines({ id, line, others }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const what = counted(others, 'other line');
  return (
    <>
      <button
        type="button"
        class="app-link-button"
        aria-expanded={isOpen}
        onClick={() => {
          setIsOpen(!isOpen);
        }}
      >
        {isOpen ? `Hide the ${what} of its week` : `Show the ${what} decided with it`}
        <span class="govuk-visually-hidden">, line {line.line}</span>
      </button>
      {isOpen && <Week id={id} line={line} />}
    </>
  );
}

function Week({ id, line }: Pick<Props, 'id' | 'line'>) {
  const list = useList('/v1/provider-returns/{id}/lines', {
    id,
    query: { askedAt: String(line.line), limit: '200' },
  });
  return (
    <Loaded of={list} what="the week">
      {({ items }) => (
        <ul class="app-week">
          {[...items, line].map((each) => (
            <li key={each.line}>
              <strong>{each.lineRef === '' ? `Line ${each.line}` : each.lineRef}</strong>, {whenOf(each)}:{' '}
              {inNumbers(each)}
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  );
}

function inNumbers({ compared, claimedPence, payablePence }: ShownReturnLine): string {
  const hours =
    compared === null
      ? ''
      : `${compared.commissioned} commissioned, ${compared.delivered} delivered, ${compared.claimed} claimed (${compared.unit}); `;
  return `${hours}${formatMoney(claimedPence)} claimed, ${formatMoney(payablePence)} paid meanwhile`;
}
