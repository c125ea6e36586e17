import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { arrangementRoutes } from '../../events/api/arrangements.ts';
import { auditCaseRoutes } from '../../events/api/audit-cases.ts';
import { financialReturnRoutes } from '../../events/api/financial-returns.ts';
import { letterRoutes } from '../../events/api/letters.ts';
import { recoveryRoutes } from '../../events/api/recoveries.ts';
import { statementMappingRoutes } from '../../events/api/statement-mappings.ts';
import { statementRoutes } from '../../events/api/statements.ts';
import { checkStatements, type Deps } from '../../functions/check-statements/check-statements.ts';
import { routeArea } from '../../functions/platform/route-area.ts';
import type { SendMail } from '../../functions/platform/send-mail.ts';
import { readPdf } from '../../functions/read-pdf-statement/read-pdf.ts';
import { serveAudits } from '../../functions/serve-audits/serve-audits.ts';
import { serveMappings } from '../../functions/serve-mappings/serve-mappings.ts';
import { letterStore } from '../../functions/store/letter-store.ts';
import { restrictedPeople } from '../../functions/store/restricted-people.ts';
import { statementStore } from '../../functions/store/statement-store.ts';
import { always, apiOf } from './call-api.ts';
import { inboxDesk, type Delivered } from './inbox-desk.ts';
import type { Engines } from './real-engines.ts';
import { smallCouncil } from './small-council.ts';

const auditRoutes = {
  ...arrangementRoutes,
  ...financialReturnRoutes,
  ...auditCaseRoutes,
  ...letterRoutes,
  ...recoveryRoutes,
  ...statementRoutes,
};

const HEADING =
  'agreementId,personId,payeeName,sortCode,accountNumber,frequency,startDate,endDate,weeklyBudget,weeklyContribution,contingencyWeeks,accountType,accountProviderId,returnFrequency,planItems';

/** Every mail leaves. */
const noMail: SendMail = () => Promise.resolve('sent');

/** The way in of bank statements, and what officers are shown of them. */
export async function statementDesk({
  sendMail = noMail,
  engines,
}: { sendMail?: SendMail; engines?: Engines } = {}) {
  const desk = await inboxDesk(engines);
  await desk.drop('people/people.csv', smallCouncil['people/people.csv']);
  const evidence = { buckets: desk.buckets, evidenceBucket: desk.deps.evidenceBucket };
  const deps: Deps = {
    ...{ ...evidence, table: desk.table, queues: desk.deps.queues, clock: desk.deps.clock },
    inboxBucket: desk.deps.inboxBucket,
    ...{ statementsQueueUrl: desk.deps.extractsQueueUrl, pdfQueueUrl: desk.deps.extractsQueueUrl },
  };
  const pdfDeps = {
    ...{ ...evidence, table: desk.table, queues: desk.deps.queues },
    inboxBucket: desk.deps.inboxBucket,
    statementsQueueUrl: desk.deps.extractsQueueUrl,
    scans: null,
  };
  const handlers = serveAudits({
    ...{ ...evidence, table: desk.table, uploads: desk.uploads, clock: desk.deps.clock },
    statements: statementStore(desk.table),
    letters: letterStore(desk.table),
    restricted: restrictedPeople(desk.facts),
    sendMail,
    linkTo: (key, fileName) => Promise.resolve(`https://evidence.example/${key}?as=${fileName}`),
    linkToImage: (key, { fileName }) => Promise.resolve(`https://inbox.example/${key}?as=${fileName}`),
  });
  const mappingHandlers = serveMappings({
    ...{ ...evidence, table: desk.table, clock: desk.deps.clock, restricted: restrictedPeople(desk.facts) },
    send: async (message) => {
      await desk.deps.queues.send(
        new SendMessageCommand({
          QueueUrl: desk.deps.extractsQueueUrl,
          MessageBody: JSON.stringify(message),
        }),
      );
    },
  });
  let files = 0;
  let done = 0;

  /** Works through the messages that the functions sent each other since. */
  async function wake(): Promise<void> {
    for (let message = desk.messages()[done]; message !== undefined; message = desk.messages()[done]) {
      done += 1;
      if (JSON.stringify(message).includes('pdfUploadId')) await readPdf(message, pdfDeps);
      else await checkStatements(message, deps);
    }
  }

  return {
    ...desk,
    deps,
    pdfDeps,
    wake,
    statements: statementStore(desk.table),
    api: apiOf({ ...auditRoutes, ...statementMappingRoutes }, [
      ...routeArea(auditRoutes, handlers, always),
      ...routeArea(statementMappingRoutes, mappingHandlers, always),
    ]),
    /** Records agreements: by default £250 a week to a dedicated account, in four weeks’ money. */
    async agree(agreementId: string, cells: Partial<Record<string, string>> = {}): Promise<void> {
      const row: Partial<Record<string, string>> = {
        ...{ agreementId, personId: 'U1', payeeName: 'Ann Smith', sortCode: '', accountNumber: '' },
        ...{ frequency: 'four-weekly', startDate: '2025-04-07', endDate: '', weeklyBudget: '250.00' },
        ...{ weeklyContribution: '', contingencyWeeks: '8', accountType: 'dedicated' },
        ...{ returnFrequency: 'quarterly', planItems: '', ...cells },
      };
      const values = HEADING.split(',').map((column) => row[column] ?? '');
      await desk.drop(`direct-payment-agreements/${agreementId}.csv`, `${HEADING}\n${values.join(',')}\n`);
    },
    /** Puts a statement into the folder of an agreement and has it taken in, PDFs by way of their reader. */
    async send(
      content: string | Uint8Array,
      { agreement = 'DP1', name = 'statement.csv' } = {},
    ): Promise<Delivered> {
      files += 1;
      const uploadId = `statement-${files}`;
      await checkStatements(
        await desk.put(`bank-statements/${agreement}/${files}-${name}`, content, uploadId),
        deps,
      );
      await wake();
      return desk.read(uploadId);
    },
  };
}
