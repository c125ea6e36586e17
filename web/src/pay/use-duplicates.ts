import { useEffect, useState } from 'preact/hooks';
import { read } from '../api/client.ts';
import type { Answer, Query } from '../api/contract.ts';
import { dateProblem } from '../words/date-text.ts';
import type { Head } from './invoice-values.ts';

export type Duplicates = Answer<'GET', '/v1/manual-invoices/duplicates'>;
export type Question = Query<'/v1/manual-invoices/duplicates'> & {
  providerId: string;
  invoiceNumber: string;
};

const PAUSE_MS = 400;

/** What is asked of an invoice as far as it is typed; nothing while it names no payee or no number. */
export function questionOf(head: Head, totalPence: number): Question | null {
  const [providerId, invoiceNumber, personId] = [head.providerId, head.invoiceNumber, head.personId].map(
    (text) => text.trim(),
  );
  if (providerId === undefined || providerId === '' || invoiceNumber === undefined || invoiceNumber === '')
    return null;
  const { invoiceDate } = head;
  const isDated = invoiceDate !== '' && dateProblem(invoiceDate, 'The date') === null;
  return {
    providerId,
    invoiceNumber,
    personId,
    ...(isDated && totalPence > 0 && { invoiceDate, amountPence: String(totalPence) }),
  };
}

/** What was billed before that may be this invoice; null where it cannot be known yet. */
export async function askForDuplicates(question: Question): Promise<Duplicates | null> {
  const answered = await read('/v1/manual-invoices/duplicates', { query: question });
  return answered.ok ? answered.value : null;
}

/** The same while somebody types, once the hand rests. */
export function useDuplicates(question: Question | null): Duplicates | null {
  const [known, setKnown] = useState<{ asked: string; found: Duplicates | null }>();
  const asked = JSON.stringify(question);
  useEffect(() => {
    let isStopped = false;
    const timer = setTimeout(() => {
      if (question === null) return;
      void askForDuplicates(question).then((found) => {
        if (!isStopped) setKnown({ asked, found });
      });
    }, PAUSE_MS);
    return () => {
      isStopped = true;
      clearTimeout(timer);
    };
  }, [asked]);
  return known?.asked === asked ? known.found : null;
}
