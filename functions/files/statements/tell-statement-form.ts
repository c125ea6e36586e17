import { isPdf } from './pdf/pdf-document.ts';

/** A PDF is read in a function of its own, with little memory and a short time; all other forms by `readStatement`. */
export function tellStatementForm(bytes: Uint8Array): 'pdf' | 'other' {
  return isPdf(bytes) ? 'pdf' : 'other';
}
