import * as z from 'zod';
import type { Office } from './office.ts';
import { severalHands } from './several-hands.ts';

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
  const [found, packages] = await Promise.all([
    severalHands(
      uploads.filter(({ key }) => isOwn(key)),
      (upload) => rulesFoundIn(office, upload),
    ),
    office.all(OFFICER, '/packages', packageShape),
  ]);
  found.flat().forEach(count);
  const people = uploads
    .filter(({ kind }) => kind === 'people')
    .reduce((sum, { counts }) => sum + counts.accepted + counts.unchanged, 0);
  return { uploads, findings, people, packages: packages.length };
}

async function rulesFoundIn(
  office: Office,
  { uploadId, findingCount, problem }: UploadSeen,
): Promise<string[]> {
  const findings =
    findingCount === 0 ? [] : await office.all(OFFICER, `/uploads/${uploadId}/findings`, findingShape);
  const rules = findings.map(({ rule }) => rule);
  // The problem of a return is the first of its findings.
  return problem === null || rules.includes(problem.rule) ? rules : [problem.rule, ...rules];
}
