import type { ShownReturnLine } from '../../../events/api/return-shapes.ts';
import { counted, formatCount } from '../words/format.ts';
import type { Chosen } from './decide-lines.tsx';

type Props = {
  chosen: Chosen;
  lines: readonly ShownReturnLine[];
  /** The check whose waiting lines can be chosen all at once, shown or not. */
  whole: { finding: string; open: number } | null;
  onChosen: (chosen: Chosen) => void;
};

/** The ways to choose many lines, and how many are chosen. */
export function SelectLines({ chosen, lines, whole, onChosen }: Props) {
  const count = chosen.finding === null ? chosen.lines.length : (whole?.open ?? 0);
  const choices = [
    ...(whole === null || whole.open > lines.length
      ? [
          {
            text: `Select the ${formatCount(lines.length)} shown`,
            chosen: { lines: lines.map(({ line }) => line), finding: null },
          },
        ]
      : []),
    ...(whole === null || chosen.finding !== null
      ? []
      : [
          {
            text: `Select all ${formatCount(whole.open)} that wait`,
            chosen: { lines: [], finding: whole.finding },
          },
        ]),
    ...(count === 0 ? [] : [{ text: 'Select none', chosen: { lines: [], finding: null } }]),
  ];
  return (
    <p class="govuk-body app-select">
      <strong role="status">
        {count === 0 ? 'No line is selected.' : `${counted(count, 'line')} selected.`}
      </strong>
      {choices.map((choice) => (
        <button
          key={choice.text}
          type="button"
          class="app-link-button"
          onClick={() => {
            onChosen(choice.chosen);
          }}
        >
          {choice.text}
        </button>
      ))}
    </p>
  );
}
