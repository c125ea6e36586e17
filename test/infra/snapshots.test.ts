import { describe, expect, it } from 'vitest';
import { synthesizedTemplates, type SynthesizedTemplate } from '../support/synthesized-template.ts';

const stacks = ['data', 'edge', 'service'] as const;

describe('for review', () => {
  it.each(stacks)('the whole %s stack of stage live', async (stack) => {
    const template = JSON.stringify(reviewable('live', stack), null, 1);
    await expect(`${template}\n`).toMatchFileSnapshot(`snapshots/live-${stack}.snap`);
  });

  it.each(['local', 'test'].flatMap((stage) => stacks.map((stack) => [stage, stack] as const)))(
    'where stage %s differs from live in its %s stack',
    async (stage, stack) => {
      const differences = differencesBetween(reviewable(stage, stack), reviewable('live', stack));
      await expect(`${differences.join('\n')}\n`).toMatchFileSnapshot(`snapshots/${stage}-${stack}.snap`);
    },
  );
});

/** Without what changes with every edit of a function, and without the stage's own name. */
function reviewable(stage: string, stack: (typeof stacks)[number]): SynthesizedTemplate {
  const text = JSON.stringify(synthesizedTemplates(stage)[stack])
    .replaceAll(/[0-9a-f]{64}/g, '<hash>')
    .replaceAll(new RegExp(`careledger([- ]?)${stage}`, 'g'), 'careledger$1<stage>')
    .replaceAll(new RegExp(`"Value":"${stage}"|"stage":"${stage}"`, 'g'), '"Value":"<stage>"')
    .replaceAll(new RegExp(`\\(${stage}\\)`, 'g'), '(<stage>)');
  return JSON.parse(text) as SynthesizedTemplate;
}

function differencesBetween(here: unknown, there: unknown, path = ''): string[] {
  if (isObject(here) && isObject(there)) {
    const keys = [...new Set([...Object.keys(here), ...Object.keys(there)])].toSorted();
    return keys.flatMap((key) =>
      differencesBetween(here[key], there[key], path === '' ? key : `${path}.${key}`),
    );
  }
  const [before, after] = [JSON.stringify(there), JSON.stringify(here)];
  return before === after ? [] : [`${path}: ${before} -> ${after}`];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
