import type { Word } from '../words/labels.ts';

/** A state in a word; the colour only repeats it. */
export function Tag({ of }: { of: Word }) {
  return <strong class={`govuk-tag govuk-tag--${of.tone}`}>{of.word}</strong>;
}
