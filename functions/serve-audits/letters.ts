import { inOrderOf } from '../../domain/in-order-of.ts';
import type { letterRoutes, ShownLetter } from '../../events/api/letters.ts';
import { letterFileKey } from '../platform/letters/letter-file.ts';
import type { Asked } from '../platform/route-area.ts';
import type { SentLetter } from '../store/letter-store.ts';
import { mayReadRestricted } from './cases/known-case.ts';
import type { AuditsDeps } from './deps.ts';
import { knownAgreement } from '../platform/statements/open-agreement.ts';

/** The letters about an agreement, the newest first. One that may be about abuse is there for whoever may read its case. */
export async function listLetters(
  { viewer, id }: Asked<typeof letterRoutes.listAgreementLetters>,
  deps: AuditsDeps,
): Promise<{ items: ShownLetter[]; nextCursor: null }> {
  const { agreementId } = await knownAgreement(id, viewer, deps);
  const found = await deps.letters.lettersOf(agreementId);
  const mayRead = await mayReadRestricted(agreementId, viewer, deps);
  const seen = found.filter(
    ({ isRestricted, letterId }) =>
      !isRestricted ||
      mayRead(({ auditCase: { caseId }, recoveryIds }) =>
        [caseId, ...recoveryIds].some((each) => letterId.startsWith(`${each}:`)),
      ),
  );
  const items = await Promise.all(
    inOrderOf(seen, ({ sentOn, letterId }) => `${sentOn} ${letterId}`)
      .toReversed()
      .map((letter) => shownLetter(letter, deps)),
  );
  return { items, nextCursor: null };
}

async function shownLetter(letter: SentLetter, { linkTo }: Pick<AuditsDeps, 'linkTo'>): Promise<ShownLetter> {
  const { letterId, purpose, title, sentOn, by, state } = letter;
  const key = letterFileKey(letter);
  const url = state === 'sent' ? await linkTo(key, `${purpose}-${sentOn}.pdf`) : null;
  return { letterId, purpose, title, sentOn, by, state, url };
}
