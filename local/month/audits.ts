import * as z from 'zod';
import type { Office } from './office.ts';

/** Sees every audit, also those that only few may see. */
const LEAD = 'leo.lead';
const STATES = ['not-concluded', 'concluded'] as const;
const BANDS = ['high', 'medium', 'low'] as const;

const caseShape = z.object({
  agreementId: z.string(),
  risk: z.object({ band: z.enum(BANDS), parts: z.array(z.object({ name: z.string() })) }),
  inQuestionPence: z.int(),
});
type Case = z.infer<typeof caseShape>;

/** The audits of direct payments that the month’s statements opened. */
export type AuditQueue = {
  /** Those in which nothing had to be decided are concluded by themselves. */
  concluded: number;
  /** Those that wait for an auditor. */
  waiting: number;
  /** Of those that wait. */
  byRisk: { risk: (typeof BANDS)[number]; cases: number; inQuestionPence: number }[];
  /** In how many audits each rule found something. */
  byRule: Record<string, number>;
  /** Opened by statements of real banks, which are no agreement’s own: counted nowhere else. */
  ofRealFiles: number;
};

/** What adds to a risk without being found in a statement. */
const NO_FINDINGS: readonly string[] = [
  ...['amount-in-question', 'may-show-abuse', 'papers-late', 'earlier-outcomes', 'first-review'],
  ...['account-kind', 'nobody-with-authority', 'restricted'],
];

/** What waits for the auditors after the month, the riskiest first as their page shows it. */
export async function auditQueue(office: Office, realAgreements: ReadonlySet<string>): Promise<AuditQueue> {
  const [waiting = [], concluded = []] = await Promise.all(
    STATES.map((state) => office.all(LEAD, `/audit-cases?state=${state}`, caseShape)),
  );
  const isOwn = ({ agreementId }: Case): boolean => !realAgreements.has(agreementId);
  const [waits, closed] = [waiting.filter(isOwn), concluded.filter(isOwn)];
  return {
    concluded: closed.length,
    waiting: waits.length,
    byRisk: BANDS.map((risk) => ofRisk(risk, waits)),
    byRule: countRules([...waits, ...closed]),
    ofRealFiles: waiting.length + concluded.length - waits.length - closed.length,
  };
}

function ofRisk(band: (typeof BANDS)[number], cases: readonly Case[]): AuditQueue['byRisk'][number] {
  const same = cases.filter(({ risk }) => risk.band === band);
  const inQuestionPence = same.reduce((sum, each) => sum + each.inQuestionPence, 0);
  return { risk: band, cases: same.length, inQuestionPence };
}

function countRules(cases: readonly Case[]): Record<string, number> {
  const rules = cases
    .flatMap(({ risk }) => risk.parts.map(({ name }) => name))
    .filter((name) => !NO_FINDINGS.includes(name));
  const counts = [...Map.groupBy(rules, (rule) => rule)].map(([rule, same]) => [rule, same.length] as const);
  return Object.fromEntries(counts.toSorted(([, one], [, other]) => other - one));
}
