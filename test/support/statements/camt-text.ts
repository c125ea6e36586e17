type CamtEntry = {
  amount: string;
  direction?: string;
  status?: string;
  day?: string;
  more?: string;
};

export const camtEntries: readonly CamtEntry[] = [
  {
    ...{ amount: '400.00', direction: 'CRDT', day: '<Dt>2025-06-02</Dt>' },
    more: `<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>
<NtryDtls><TxDtls><Refs><EndToEndId>DP JUNE</EndToEndId></Refs>
<RltdPties><Dbtr><Nm>LARKSHIRE COUNCIL</Nm></Dbtr><Cdtr><Nm>THE HOLDER</Nm></Cdtr></RltdPties>
<RmtInf><Ustrd>DIRECT</Ustrd><Ustrd>PAYMENT</Ustrd></RmtInf></TxDtls></NtryDtls>`,
  },
  {
    ...{ amount: '120.50000', day: '<DtTm>2025-06-13T10:15:00+01:00</DtTm>' },
    more: `<AcctSvcrRef>BANK2</AcctSvcrRef><BkTxCd><Prtry><Cd>DDT</Cd></Prtry></BkTxCd>
<NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>
<RltdPties><Cdtr><Pty><Nm>M&amp;S CARE</Nm></Pty></Cdtr></RltdPties>
<RmtInf><Strd><CdtrRefInf><Ref>INV 7</Ref></CdtrRefInf></Strd></RmtInf></TxDtls></NtryDtls>`,
  },
  { amount: '12', day: '<Dt>2025-06-14</Dt>', more: '<AddtlNtryInf>CHEQUE   17</AddtlNtryInf>' },
];

export function camtBalance(kind: string, amount: string, day: string, direction = 'CRDT'): string {
  return `<Bal><Tp><CdOrPrtry><Cd>${kind}</Cd></CdOrPrtry></Tp><Amt Ccy="GBP">${amount}</Amt>
<CdtDbtInd>${direction}</CdtDbtInd><Dt><Dt>${day}</Dt></Dt></Bal>`;
}

type CamtTold = { entries?: readonly CamtEntry[]; currency?: string; head?: string; account?: string };

const usualHead = camtBalance('OPBD', '100.00', '2025-06-01') + camtBalance('CLBD', '367.50', '2025-06-30');
const usualAccount =
  '<Id><IBAN>GB33BUKB20201555555555</IBAN></Id><Ccy>GBP</Ccy><Ownr><Nm>A Holder</Nm></Ownr>';

export function camtStatement(told: CamtTold = {}): string {
  const { entries = camtEntries, currency = 'GBP', head = usualHead, account = usualAccount } = told;
  const written = entries.map(
    ({ amount, direction = 'DBIT', status = '<Sts>BOOK</Sts>', day = '', more = '' }) =>
      `<Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${direction}</CdtDbtInd>${status}
<BookgDt>${day}</BookgDt>${more}</Ntry>`,
  );
  return `<Stmt><Id>1</Id><Acct>${account}</Acct>\n${head}\n${written.join('\n')}\n</Stmt>`;
}

/** GB33 … 5555 in June 2025, from £100.00 to £367.50, as ISO 20022’s statement. */
export function camt(...statements: readonly string[]): string {
  const all = statements.length === 0 ? [camtStatement()] : statements;
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr>
${all.join('\n')}
</BkToCstmrStmt></Document>
`;
}
