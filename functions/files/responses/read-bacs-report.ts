import { decodeText } from '../tables/decode-text.ts';
import { readElements, XmlDamaged, type Element } from '../xml/read-elements.ts';
import { readIndemnityClaims, readMessagingAdvices, readReturnedItems } from './bacs-reports.ts';
import { refused, type ResponseFile, type ResponseRefusal, type ResponseSource } from './response-file.ts';

/**
 * Reads a report of Bacs as its payment services website gives it out in XML. There is no published schema; what is read
 * here is what public programs read that process real reports: ARUDD (`BACSDocument/Data/ARUDD/…/ReturnedDebitItem`),
 * ADDACS and AUDDIS (`BACSDocument/Data/MessagingAdvices/MessagingAdvice`), DDICA (`VocaDocument/Data/Document/NewAdvices/
 * DDICAdvice`). For ARUCS and AWACS none was found: they are read by analogy, as `ReturnedCreditItem` and as a messaging
 * advice in a file called AWACS. Try them with a report of the council's own before the first run by Bacs.
 */
export function readBacsReport(file: Buffer, source: ResponseSource): ResponseFile | ResponseRefusal {
  const root = elementsOf(file);
  if (root instanceof XmlDamaged) {
    return refused('report-damaged', `The report cannot be read: ${root.message}. Fetch it from Bacs again.`);
  }
  const read =
    readReturnedItems(root, source) ??
    readIndemnityClaims(root, source) ??
    readMessagingAdvices(root, source);
  return (
    read ??
    refused(
      'report-unknown',
      'This XML is none of the Bacs reports ARUCS, AWACS, ARUDD, ADDACS, AUDDIS or DDICA. Nothing was taken.',
    )
  );
}

function elementsOf(file: Buffer): Element | XmlDamaged {
  const decoding = decodeText(file);
  try {
    return readElements(decoding.push(file).text + decoding.end().text);
  } catch (error) {
    if (error instanceof XmlDamaged) return error;
    throw error;
  }
}
