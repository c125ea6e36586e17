import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { StartError } from '../start-error.ts';
import type { Office } from './office.ts';
import { severalHands } from './several-hands.ts';

const OFFICER = 'olu.officer';
const fileShape = z.object({ name: z.string(), sha256: z.string(), bytes: z.int(), url: z.string() });

export type Output = {
  payRunId: string;
  name: string;
  path: string;
  kind: string;
  sha256: string;
  bytes: number;
};

/** Written last, and the mark by which the next month knows that the folder is one of its own. */
export const SUMMARY_FILE = 'summary.json';

/** Empties the folder for the outputs if a month wrote it; a folder of anything else is not touched. */
export function clearOutputs(folder: string): string {
  const root = resolve(folder);
  if (existsSync(root) && readdirSync(root).length > 0) {
    if (!existsSync(join(root, SUMMARY_FILE)))
      throw new StartError(`${root} holds files that no month wrote: name another folder with --out.`);
    rmSync(root, { recursive: true });
  }
  mkdirSync(root, { recursive: true });
  return root;
}

/** Downloads every file of the issued runs, a folder a run, and checks each against its hash. */
export async function downloadOutputs(
  office: Office,
  runs: readonly { payRunId: string; state: string }[],
  root: string,
): Promise<Output[]> {
  const outputs: Output[] = [];
  for (const { payRunId } of runs.filter(({ state }) => state === 'issued')) {
    mkdirSync(join(root, payRunId), { recursive: true });
    const files = await office.all(OFFICER, `/pay-runs/${payRunId}/files`, fileShape);
    const read = await severalHands(files, async ({ name, sha256, bytes, url }): Promise<Output> => {
      const content = await office.fetchBytes(url);
      if (createHash('sha256').update(content).digest('hex') !== sha256)
        throw new StartError(
          `${name} of run ${payRunId} is not the file that was written: its hash differs.`,
        );
      const path = join(root, payRunId, name);
      writeFileSync(path, content);
      return { payRunId, name, path, kind: kindOf(name), sha256, bytes };
    });
    outputs.push(...read);
  }
  return outputs;
}

/** `bacs`, `pain-001`, `remittance` …: what follows the number of the run or payment in the name. */
function kindOf(name: string): string {
  return /-(bacs|pain-001|oracle-invoices|gl07|payments|remittance)\./.exec(name)?.[1] ?? 'other';
}
