import { isoOf, ukDateOf } from '../days.ts';
import { pounds } from '../pounds.ts';
import { closingPence, inOrder, type StatementFormat } from './statement.ts';

const WHOLE = { isNewestFirst: false, hasBalances: true, hasPeriod: true, hasAccount: true };

/** OFX 1: SGML, leaf tags never closed. */
export const ofx: StatementFormat = {
  ...WHOLE,
  name: 'ofx',
  extension: 'ofx',
  write: (statement) => {
    const { account, from, to } = statement;
    const movements = inOrder(statement, false).map(
      ({ movement: { day, text, pence } }, place) =>
        `<STMTTRN>\n<TRNTYPE>${pence < 0 ? 'DEBIT' : 'CREDIT'}\n<DTPOSTED>${compact(day)}\n<TRNAMT>${pounds(pence)}\n<FITID>${compact(day)}${String(place).padStart(4, '0')}\n<NAME>${escaped(text.slice(0, 32))}\n<MEMO>${escaped(text)}\n</STMTTRN>\n`,
    );
    return Buffer.from(
      [
        'OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\nCHARSET:1252\nCOMPRESSION:NONE\nOLDFILEUID:NONE\nNEWFILEUID:NONE\n\n',
        `<OFX>\n<SIGNONMSGSRSV1>\n<SONRS>\n<STATUS>\n<CODE>0\n<SEVERITY>INFO\n</STATUS>\n<DTSERVER>${compact(to)}\n<LANGUAGE>ENG\n</SONRS>\n</SIGNONMSGSRSV1>\n`,
        `<BANKMSGSRSV1>\n<STMTTRNRS>\n<TRNUID>1\n<STATUS>\n<CODE>0\n<SEVERITY>INFO\n</STATUS>\n<STMTRS>\n<CURDEF>GBP\n<BANKACCTFROM>\n<BANKID>${account.sortCode.replaceAll('-', '')}\n<ACCTID>${account.accountNumber}\n<ACCTTYPE>CHECKING\n</BANKACCTFROM>\n`,
        `<BANKTRANLIST>\n<DTSTART>${compact(from)}\n<DTEND>${compact(to)}\n`,
        ...movements,
        `</BANKTRANLIST>\n<LEDGERBAL>\n<BALAMT>${pounds(closingPence(statement))}\n<DTASOF>${compact(to)}\n</LEDGERBAL>\n</STMTRS>\n</STMTTRNRS>\n</BANKMSGSRSV1>\n</OFX>\n`,
      ].join(''),
    );
  },
};

export const qif: StatementFormat = {
  ...WHOLE,
  name: 'qif',
  extension: 'qif',
  hasBalances: false,
  hasPeriod: false,
  hasAccount: false,
  write: (statement) =>
    Buffer.from(
      [
        '!Type:Bank\r\n',
        ...inOrder(statement, false).map(
          ({ movement: { day, text, pence } }) =>
            `D${ukDateOf(day)}\r\nT${pounds(pence)}\r\nP${text}\r\n^\r\n`,
        ),
      ].join(''),
    ),
};

export const mt940: StatementFormat = {
  ...WHOLE,
  name: 'mt940',
  extension: 'sta',
  write: (statement) => {
    const { account, from, to, openingPence } = statement;
    const lines = inOrder(statement, false).flatMap(({ movement: { day, text, pence } }) => [
      `:61:${compact(day).slice(2)}${compact(day).slice(4)}${pence < 0 ? 'D' : 'C'}${commaPounds(Math.abs(pence))}NTRFNONREF`,
      `:86:${swift(text)}`,
    ]);
    return Buffer.from(
      [
        `:20:${compact(to)}`,
        `:25:${account.sortCode.replaceAll('-', '')}/${account.accountNumber}`,
        ':28C:1/1',
        balanceField('60F', from, openingPence),
        ...lines,
        balanceField('62F', to, closingPence(statement)),
        '-',
        '',
      ].join('\r\n'),
    );
  },
};

export const camt053: StatementFormat = {
  ...WHOLE,
  name: 'camt053',
  extension: 'xml',
  write: (statement) => {
    const { account, from, to, openingPence } = statement;
    const entries = inOrder(statement, false).map(
      ({ movement: { day, text, pence } }) =>
        `<Ntry><Amt Ccy="GBP">${pounds(Math.abs(pence))}</Amt><CdtDbtInd>${side(pence)}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>${isoOf(day)}</Dt></BookgDt><ValDt><Dt>${isoOf(day)}</Dt></ValDt><BkTxCd><Prtry><Cd>NTRF</Cd></Prtry></BkTxCd><NtryDtls><TxDtls><RmtInf><Ustrd>${escaped(text)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n`,
    );
    return Buffer.from(
      [
        '<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>\n',
        `<GrpHdr><MsgId>LK${compact(to)}</MsgId><CreDtTm>${isoOf(to)}T23:00:00</CreDtTm></GrpHdr>\n`,
        `<Stmt><Id>1</Id><CreDtTm>${isoOf(to)}T23:00:00</CreDtTm><FrToDt><FrDtTm>${isoOf(from)}T00:00:00</FrDtTm><ToDtTm>${isoOf(to)}T23:59:59</ToDtTm></FrToDt>\n`,
        `<Acct><Id><Othr><Id>${account.sortCode.replaceAll('-', '')}${account.accountNumber}</Id></Othr></Id><Ccy>GBP</Ccy><Nm>${escaped(account.name)}</Nm></Acct>\n`,
        camtBalance('OPBD', from, openingPence),
        camtBalance('CLBD', to, closingPence(statement)),
        ...entries,
        '</Stmt></BkToCstmrStmt></Document>\n',
      ].join(''),
    );
  },
};

function compact(day: number): string {
  return isoOf(day).replaceAll('-', '');
}

function commaPounds(pence: number): string {
  return pounds(pence).replace('.', ',');
}

function side(pence: number): 'DBIT' | 'CRDT' {
  return pence < 0 ? 'DBIT' : 'CRDT';
}

function balanceField(tag: string, day: number, pence: number): string {
  return `:${tag}:${pence < 0 ? 'D' : 'C'}${compact(day).slice(2)}GBP${commaPounds(Math.abs(pence))}`;
}

function camtBalance(code: string, day: number, pence: number): string {
  return `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="GBP">${pounds(Math.abs(pence))}</Amt><CdtDbtInd>${side(pence)}</CdtDbtInd><Dt><Dt>${isoOf(day)}</Dt></Dt></Bal>\n`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** SWIFT's character set has no ampersand or apostrophe beyond its own few signs. */
function swift(text: string): string {
  return text.replace(/[^A-Za-z0-9 /?:().,'+-]/g, '.').slice(0, 65);
}
