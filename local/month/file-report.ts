import * as z from 'zod';
import type { Office } from './office.ts';

const OFFICER = 'olu.officer';
const uploadShape = z.object({
  uploadId: z.string(),
  kind: z.string(),
  key: z.string(),
  state: z.string(),
  sha256: z.string().nullable(),
  counts: z.object({
    rows: z.int(),
    accepted: z.int(),
    refused: z.int(),
    unchanged: z.int(),
    questioned: z.int().optional(),
  }),
  findingCount: z.int(),
  rowsWaiting: z.int(),
  problem: z.object({ rule: z.string(), message: z.string() }).nullable(),
});
const findingShape = z.object({ rule: z.string() });
const packageShape = z.object({ packageId: z.string() });

export type UploadSeen = z.infer<typeof uploadShape>;
export type FileReport = {
  uploads: UploadSeen[];
  findings: Record<string, number>;
  people: number;
  /** Packages an officer sees: those of restricted people are not among them. */
  packages: number;
};

/** What became of every file that came in, as the list of files shows it to an officer; findings of the council’s own are counted. */
export async function fileReport(office: Office, isOwn: (key: string) => boolean): Promise<FileReport> {
  const uploads = (await office.all(OFFICER, '/uploads', uploadShape)).toReversed();
  const findings: Record<string, number> = {};
  const count = (rule: string): void => {
    findings[rule] = (findings[rule] ?? 0) + 1;
  };
  for (const { uploadId, findingCount, problem } of uploads.filter(({ key }) => isOwn(key))) {
    const found =
      findingCount === 0 ? [] : await office.all(OFFICER, `/uploads/${uploadId}/findings`, findingShape);
    // The problem of a return is the first of its findings.
    if (problem !== null && found.every(({ rule }) => rule !== problem.rule)) count(problem.rule);
    for (const { rule } of found) count(rule);
  }
  const packages = await office.all(OFFICER, '/packages', packageShape);
  const people = uploads
    .filter(({ kind }) => kind === 'people')
    .reduce((sum, { counts }) => sum + counts.accepted + counts.unchanged, 0);
  return { uploads, findings, people, packages: packages.length };
}
