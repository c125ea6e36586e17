import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname } from 'node:path';
import * as z from 'zod';
import type { Figure } from './figure.ts';

const measurementSchema = z.object({
  at: z.iso.datetime(),
  machine: z.object({
    node: z.string(),
    cores: z.int(),
    processor: z.string().optional(),
    gigabytes: z.int(),
  }),
  figures: z.array(
    z.object({
      ...{ job: z.string(), ours: z.string(), aim: z.string(), met: z.boolean() },
      ...{ peer: z.string().optional(), ratio: z.number().optional(), megabytes: z.number().optional() },
    }),
  ),
});
const keptSchema = z.record(z.string(), measurementSchema);
type Kept = z.infer<typeof keptSchema>;

/** Something the person who measures can put right; its message is all they read. */
export class BenchError extends Error {}

/** The groups that were asked for, or all where none was; throws where one of them does not exist. */
export function chosenGroups(asked: readonly string[], known: readonly string[]): readonly string[] {
  const unknown = asked.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new BenchError(
      `There is no group ${unknown.join(', ')} to measure: there are ${known.join(', ')}.`,
    );
  return asked.length === 0 ? known : known.filter((name) => asked.includes(name));
}

/** The last measurement of each group; throws where the file holds something else, so that it is not written over. */
export function readKept(path: string): Kept {
  if (!existsSync(path)) return {};
  const kept = keptSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!kept.success)
    throw new BenchError(`${path} is not in the form in which figures are kept: move it away.`);
  return kept.data;
}

/** Keeps what a group measured, with when and on what machine, beside the last measurements of the others. */
export function keepFigures(path: string, group: string, figures: readonly Figure[]): void {
  const machine = {
    node: process.version,
    cores: cpus().length,
    processor: cpus()[0]?.model,
    gigabytes: Math.round(totalmem() / 1024 ** 3),
  };
  const kept = { ...readKept(path), [group]: { at: new Date().toISOString(), machine, figures } };
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(kept, null, 2)}\n`);
}
