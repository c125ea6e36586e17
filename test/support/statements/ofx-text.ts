export type OfxRow = Record<string, string>;

export const ofxRows: readonly OfxRow[] = [
  {
    TRNTYPE: 'CREDIT',
    DTPOSTED: '20250602120000[0:GMT]',
    TRNAMT: '400.00',
    FITID: '1',
    NAME: 'LARKSHIRE COUNCIL',
    MEMO: 'DIRECT PAYMENT',
  },
  {
    TRNTYPE: 'DEBIT',
    DTPOSTED: '20250613',
    TRNAMT: '-120.5',
    FITID: '2',
    REFNUM: 'INV 7',
    NAME: 'M&amp;S CARE',
    MEMO: 'M&amp;S CARE',
  },
  {
    TRNTYPE: 'CHECK',
    DTPOSTED: '20250614000000.000[-5:EST]',
    TRNAMT: '-12',
    FITID: '3',
    CHECKNUM: '000017',
    MEMO: 'CHEQUE   17',
  },
];

const statementFields = {
  CURDEF: 'GBP',
  BANKID: '200000',
  ACCTID: '12345678',
  BALAMT: '367.50',
  DTASOF: '20250630',
};

type OfxTold = { rows?: readonly OfxRow[]; fields?: Partial<typeof statementFields>; more?: string };

const header1 = `OFXHEADER:100
DATA:OFXSGML
VERSION:102
SECURITY:NONE
ENCODING:USASCII
CHARSET:1252
COMPRESSION:NONE
OLDFILEUID:NONE
NEWFILEUID:NONE

`;

const header2 = `<?xml version="1.0" encoding="UTF-8"?>
<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>
`;

/** OFX 1, whose values have no end: 200000 12345678 in June 2025, paid £400 and paying £132.50. */
export function ofx1(told: OfxTold = {}): string {
  return header1 + statement(told, (name, value) => `<${name}>${value}\n`);
}

/** OFX 2, the same in XML. */
export function ofx2(told: OfxTold = {}): string {
  return header2 + statement(told, (name, value) => `<${name}>${value}</${name}>\n`);
}

function statement(
  { rows = ofxRows, fields = {}, more = '' }: OfxTold,
  leaf: (name: string, value: string) => string,
) {
  const said = { ...statementFields, ...fields };
  const written = rows.map((row) => {
    const leaves = Object.entries(row).map(([name, value]) => leaf(name, value));
    return `<STMTTRN>\n${leaves.join('')}</STMTTRN>\n`;
  });
  return `<OFX>
<SIGNONMSGSRSV1><SONRS><STATUS>
${leaf('CODE', '0')}${leaf('SEVERITY', 'INFO')}</STATUS>
${leaf('DTSERVER', '20250630')}</SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS>
<STMTRS>
${leaf('CURDEF', said.CURDEF)}<BANKACCTFROM>
${leaf('BANKID', said.BANKID)}${leaf('ACCTID', said.ACCTID)}${leaf('ACCTTYPE', 'CHECKING')}</BANKACCTFROM>
<BANKTRANLIST>
${leaf('DTSTART', '20250601')}${leaf('DTEND', '20250630')}${written.join('')}</BANKTRANLIST>
${more}<LEDGERBAL>
${leaf('BALAMT', said.BALAMT)}${leaf('DTASOF', said.DTASOF)}</LEDGERBAL>
</STMTRS>
</STMTTRNRS></BANKMSGSRSV1>
</OFX>
`;
}
