import { TableRefusal } from './table-events.ts';

/** How much of a file is looked at before it is read. */
export const sniffedBytes = 4096;

type Content = 'text' | 'zip' | 'ole';

const advice = 'Save the table as .xlsx or CSV and send it again.';

const signatures: readonly { starts: string; is: string }[] = [
  { starts: '%PDF', is: 'a PDF document' },
  { starts: '\x89PNG', is: 'a picture (PNG)' },
  { starts: '\xff\xd8\xff', is: 'a picture (JPEG)' },
  { starts: 'GIF8', is: 'a picture (GIF)' },
  { starts: 'II*\0', is: 'a picture (TIFF)' },
  { starts: 'MM\0*', is: 'a picture (TIFF)' },
  { starts: '\x1f\x8b', is: 'a compressed file (gzip)' },
  { starts: 'Rar!', is: 'a compressed file (RAR)' },
  { starts: "7z\xbc\xaf'", is: 'a compressed file (7z)' },
  { starts: '{\\rtf', is: 'a text document (RTF)' },
];

/** What the first bytes show; a file that cannot hold a table is refused by name. */
export function sniffContent(head: Buffer, fileName: string): Content {
  if (head.length === 0) {
    throw new TableRefusal('file-empty', 'The file is empty. Check the export and send the file again.');
  }
  const latin = head.toString('latin1');
  if (latin.startsWith('PK\x03\x04') || latin.startsWith('PK\x05\x06')) return 'zip';
  if (latin.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return 'ole';
  const known = signatures.find(({ starts }) => latin.startsWith(starts));
  if (known !== undefined) throw notATable(known.is);
  const marked = latin.replace(/^\xef\xbb\xbf/, '').trimStart();
  if (/^<(?:!doctype html|html|table|head|meta)\b/i.test(marked)) throw notATable('a web page');
  if (marked.startsWith('<?xml')) throw notATable('an XML file');
  if (/^(?:\[\s*)?\{\s*"/.test(marked)) throw notATable('a JSON file');
  if (/\.xls[xmb]?$/i.test(fileName)) {
    throw new TableRefusal(
      'file-not-a-table',
      `The name says that this is an Excel workbook, but its content is not one. Open it in Excel, save it as .xlsx and send it again.`,
    );
  }
  return 'text';
}

export function notATable(is: string): TableRefusal {
  return new TableRefusal('file-not-a-table', `This is ${is}, not a table. ${advice}`);
}

export function fileBinary(): TableRefusal {
  return new TableRefusal(
    'file-binary',
    `The file holds binary data, not text, so it cannot be read as a table. ${advice}`,
  );
}

/** An OLE container is an old workbook, or a new one inside an envelope of encryption. */
export function refuseOle(bytes: Buffer): TableRefusal {
  if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))) {
    return new TableRefusal(
      'workbook-protected',
      'This workbook is protected by a password. Take the password off in Excel and send it again.',
    );
  }
  if (bytes.includes(Buffer.from('WordDocument', 'utf16le'))) return notATable('a Word document');
  return new TableRefusal(
    'file-not-a-table',
    'This is an old Excel workbook (.xls). Save it as .xlsx or CSV and send it again.',
  );
}
