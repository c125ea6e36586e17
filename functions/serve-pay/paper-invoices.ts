import { formatDate } from '../../domain/calendar.ts';
import { pence, poundsText, sumPence } from '../../domain/money.ts';
import { possibleDuplicates, type BilledInvoice } from '../../domain/pay/run/billed-invoice.ts';
import type { ManualInvoice } from '../../domain/pay/run/manual-invoice.ts';
import { plainNumber } from '../../domain/records/invoice-number.ts';
import { payeesOf } from '../../domain/records/ledger-payment.ts';
import type { Provider } from '../../domain/records/provider.ts';
import type { paymentRoutes } from '../../events/api/payments.ts';
import { NotFound } from '../platform/problem-responses.ts';
import type { Viewer } from '../platform/identity.ts';
import { recordedByHand } from '../platform/recorded-by-hand.ts';
import type { Asked } from '../platform/route-area.ts';
import { imageOf, linkToImage } from './attached-images.ts';
import type { PayDeps } from './deps.ts';
import { refusal } from './refusal.ts';
import { isHidden, withoutHidden } from '../platform/pay/without-hidden.ts';

/** The most that may be the same invoice which are named: a longer list is read by nobody. */
const MOST_NAMED = 20;

type Keyed = Asked<typeof paymentRoutes.recordManualInvoice>['body'];

/** Keeps a paper invoice; a number that was billed before, here or in the ledger, is refused, and what is like it is named. */
export async function recordManualInvoice(
  { viewer, body }: Asked<typeof paymentRoutes.recordManualInvoice>,
  deps: PayDeps,
) {
  const provider = await providerOf(body.providerId, deps);
  const { lines, totalPence } = await readCosts(viewer, body, deps);
  const { personId = null, invoiceNumber, invoiceDate, reason } = body;
  const { imageUploadId } = body;
  const image = imageUploadId === undefined ? null : await imageOf(imageUploadId, 'imageUploadId', deps);
  const asked = { invoiceNumber, invoiceDate, amountPence: totalPence, personId };
  const found = await findDuplicates(provider, asked, deps);
  const [used] = found.used;
  if (used !== undefined) throw numberUsed(body, used);
  const invoiceId = `MI${deps.newId()}`;
  const invoice: ManualInvoice = {
    ...{ invoiceId, providerId: body.providerId, personId, invoiceNumber, invoiceDate, lines },
    imageUploadId: image?.uploadId ?? null,
    keyedBy: viewer.userId,
  };
  const recording = recordedByHand(viewer, reason, deps.clock);
  const kept = await deps.invoices.keep(invoice, recording, provider.supplierNumber);
  if (kept === 'number-used-before') throw numberUsed(body, null);
  return { invoiceId, totalPence, possibleDuplicates: found.possible.map(withoutPerson) };
}

/** What was billed before that may be the invoice somebody is about to key. */
export async function searchDuplicates(
  { viewer, query }: Asked<typeof paymentRoutes.searchDuplicates>,
  deps: PayDeps,
) {
  const { providerId, invoiceNumber, invoiceDate, amountPence } = query;
  const provider = await providerOf(providerId, deps);
  const isKnown = query.personId !== undefined && (await isPersonThere(viewer, query.personId, deps));
  const personId = isKnown ? query.personId : null;
  const asked =
    invoiceDate === undefined || amountPence === undefined
      ? { invoiceNumber }
      : { invoiceNumber, invoiceDate, amountPence: pence(amountPence), personId };
  const { used, possible } = await findDuplicates(provider, asked, deps);
  return { used: used.map(withoutPerson), possibleDuplicates: possible.map(withoutPerson) };
}

/** One paper invoice, with a link to its image that is good for minutes. */
export async function showManualInvoice(
  { viewer, id }: Asked<typeof paymentRoutes.readManualInvoice>,
  deps: PayDeps,
) {
  const fact = (await deps.facts.currentFacts('manual-invoice', [id])).get(id);
  if (fact === undefined || (await isHidden(viewer, { personId: fact.body.personId }, deps)))
    throw new NotFound(`There is no paper invoice ${id}.`);
  const { body, recordedAt, reason } = fact;
  const { imageUploadId } = body;
  const image = imageUploadId === null ? null : await linkToImage(imageUploadId, body.invoiceId, deps);
  return { ...body, totalPence: totalOf(body), keyedAt: recordedAt, reason, image };
}

export async function listManualInvoices(
  { viewer, query }: Asked<typeof paymentRoutes.listManualInvoices>,
  deps: PayDeps,
) {
  const ids = (await deps.lists.everyId('manual-invoice')).toReversed();
  const start = Number(query.cursor ?? '0');
  const end = start + query.limit;
  const page = ids.slice(start, end);
  const found = await deps.facts.currentFacts('manual-invoice', page);
  const invoices = page.flatMap((id) => found.get(id)?.body ?? []);
  const seen = await withoutHidden(viewer, invoices, ({ personId }) => ({ personId }), deps);
  const items = seen.map((invoice) => {
    const { invoiceId, providerId, invoiceNumber, invoiceDate, keyedBy, imageUploadId } = invoice;
    const hasImage = imageUploadId !== null;
    return {
      ...{ invoiceId, providerId, invoiceNumber, invoiceDate, keyedBy, hasImage },
      totalPence: totalOf(invoice),
    };
  });
  return { items, nextCursor: end < ids.length ? String(end) : null };
}

async function providerOf(providerId: string, deps: PayDeps): Promise<Provider> {
  const provider = (await deps.facts.currentFacts('provider', [providerId])).get(providerId);
  if (provider === undefined)
    throw refusal('providerId', 'unknown-reference', `Provider ${providerId} is not known.`);
  return provider.body;
}

/** The lines and what they come to, where the person is known and every line can be paid. */
async function readCosts(viewer: Viewer, { personId, invoiceNumber, lines: keyed }: Keyed, deps: PayDeps) {
  if (personId !== undefined && !(await isPersonThere(viewer, personId, deps)))
    throw refusal('personId', 'unknown-reference', `Person ${personId} is not known.`);
  checkNumber(invoiceNumber);
  for (const [place, { from, to }] of keyed.entries()) {
    if (to < from)
      throw refusal(`lines.${place}.to`, 'end-before-start', 'A line ends on or after the day it starts.');
  }
  const lines = keyed.map((line) => ({ ...line, amountPence: pence(line.amountPence) }));
  const totalPence = sumPence(lines.map(({ amountPence }) => amountPence));
  if (totalPence <= 0)
    throw refusal(
      'lines',
      'invoice-not-above-nothing',
      'An invoice comes to more than nothing. Key a credit against the package it corrects.',
    );
  return { lines, totalPence };
}

/** A person kept from the viewer is as unknown as one who is not there. */
async function isPersonThere(viewer: Viewer, personId: string, deps: PayDeps): Promise<boolean> {
  const known = await deps.facts.whichExist('person', [personId]);
  return known.size > 0 && !(await isHidden(viewer, { personId }, deps));
}

/** A number without a letter or digit could be told from no other. */
function checkNumber(invoiceNumber: string): void {
  if (plainNumber(invoiceNumber) === '')
    throw refusal(
      'invoiceNumber',
      'number-without-digits',
      'The invoice number holds no letter and no digit.',
    );
}

type Candidate = Parameters<typeof possibleDuplicates>[0];

async function findDuplicates(
  provider: Provider,
  asked: Pick<Candidate, 'invoiceNumber'> | Candidate,
  { invoices }: PayDeps,
) {
  checkNumber(asked.invoiceNumber);
  const payees = payeesOf(provider);
  const used = await invoices.billedUnder(payees, asked.invoiceNumber);
  if (!('amountPence' in asked)) return { used, possible: [] };
  const alike = await invoices.billedOver(payees, asked.amountPence);
  return { used, possible: possibleDuplicates(asked, alike).slice(0, MOST_NAMED) };
}

function numberUsed({ providerId, invoiceNumber }: Keyed, used: BilledInvoice | null) {
  const message = `${providerId} has sent an invoice ${invoiceNumber} before${used === null ? '' : `: ${whereFound(used)}`}. It is not paid twice.`;
  return refusal('invoiceNumber', 'invoice-number-used', message);
}

function whereFound({ found, invoiceNumber, invoiceDate, amountPence }: BilledInvoice): string {
  const it = `${invoiceNumber} of ${formatDate(invoiceDate)} over £${poundsText(amountPence)}`;
  if (found.kind === 'keyed') return `${it} was keyed here as ${found.invoiceId}`;
  const paid = found.paidOn === null ? '' : ` on ${formatDate(found.paidOn)}`;
  return `the ledger paid ${it}${paid}, under its reference ${found.reference}`;
}

/** Whom an invoice is about is no matter of who looks for another. */
function withoutPerson<T extends BilledInvoice>({ personId: _personId, ...billed }: T) {
  return billed;
}

function totalOf({ lines }: ManualInvoice) {
  return sumPence(lines.map(({ amountPence }) => amountPence));
}
