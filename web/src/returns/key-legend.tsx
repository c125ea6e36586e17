import type { LineKeys } from './line-keys.ts';
import { officerDecisionNames, officerDecisions } from './return-words.ts';

/** Which key does what, and the way to turn them off. */
export function KeyLegend({ keys, hasNext }: { keys: LineKeys; hasNext: boolean }) {
  const legend = [
    { key: 'j', does: 'next line' },
    { key: 'k', does: 'line before' },
    { key: 'Space', does: 'select' },
    { key: 'e', does: 'select every line' },
    ...officerDecisionNames.map((name) => ({
      key: officerDecisions[name].key,
      does: officerDecisions[name].choice.toLowerCase(),
    })),
    ...(hasNext ? [{ key: 'n', does: 'next check' }] : []),
  ];
  return (
    <div class="app-keys">
      {keys.isOn && (
        <ul class="app-keys__list" aria-label="Keys">
          {legend.map(({ key, does }) => (
            <li key={key}>
              <kbd>{key}</kbd> {does}
            </li>
          ))}
        </ul>
      )}
      <button
        type="button"
        class="app-link-button app-keys__turn"
        onClick={() => {
          keys.turn(!keys.isOn);
        }}
      >
        {keys.isOn ? 'Turn these keys off' : 'Turn the keys on'}
      </button>
    </div>
  );
}
