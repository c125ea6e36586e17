import { expect } from 'vitest';
import { payStory, type Told } from './pay-case.ts';
import { recomputePence } from './recompute-line.ts';

/** A line as a test says it: what, first and last day, pounds. */
export type Row = [kind: string, from: string, to: string, pounds: number];

type Story = ReturnType<typeof payStory>;

/** What a run pays, each amount reckoned again from its explanation alone. */
export function runOf(story: Story, through: string): Row[] {
  const shown = story.run(through);
  for (const line of story.lines) expect(recomputePence(line.explanation)).toBe(line.pence);
  return shown.map(({ kind, from, to, pounds }) => [kind, from, to, pounds]);
}

/** What the first run through a day pays. */
export function firstRun(told: Told, through = '2022-12-07'): Row[] {
  return runOf(storyOf(told), through);
}

export function storyOf(told: Told): Story {
  const story = payStory();
  story.facts(told);
  return story;
}

export function gapsOf(told: Told): string[] {
  return storyOf(told).gaps;
}
