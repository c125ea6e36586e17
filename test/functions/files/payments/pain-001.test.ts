import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { pain001 } from '../../../../functions/files/payments/bank/pain-001.ts';
import {
  aLine,
  aPayment,
  bankOf,
  inputOf,
  nextPayDay,
  outputsWith,
  reasonsOf,
  textOf,
} from './some-payments.ts';

const parser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  isArray: (name) => ['PmtInf', 'CdtTrfTxInf'].includes(name),
});
const transferSchema = z.looseObject({
  Amt: z.object({ InstdAmt: z.object({ '#text': z.string(), '@_Ccy': z.literal('GBP') }) }),
});
const blockSchema = z.looseObject({
  PmtInfId: z.string(),
  ReqdExctnDt: z.object({ Dt: z.string() }),
  NbOfTxs: z.string(),
  CtrlSum: z.string(),
  CdtTrfTxInf: z.array(transferSchema),
});
const documentSchema = z.object({
  Document: z.object({
    '@_xmlns': z.string(),
    CstmrCdtTrfInitn: z.object({
      GrpHdr: z.looseObject({ CtrlSum: z.string() }),
      PmtInf: z.array(blockSchema),
    }),
  }),
});
const read = (xml: string) => {
  new SaxesParser({ xmlns: true }).write(xml).close();
  const { Document: document } = documentSchema.parse(parser.parse(xml));
  const { GrpHdr: header, PmtInf: blocks } = document.CstmrCdtTrfInitn;
  return { namespace: document['@_xmlns'], header, blocks };
};
const penceOf = (pounds: string) => Math.round(Number(pounds) * 100);
const total = (pounds: string[]) => pounds.reduce((sum, each) => sum + penceOf(each), 0);

const three = [
  aPayment(1),
  aPayment(2, { lines: [aLine(100_000), aLine(-30_000)] }),
  aPayment(3, {
    payOn: nextPayDay,
    lines: [aLine(7)],
    payee: bankOf({ accountName: 'Ash & Elm <Care>', rollNumber: '12/34-56' }),
  }),
];

describe('a payment initiation (pain.001.001.09)', () => {
  const { namespace, header, blocks } = read(textOf(pain001(inputOf(three))));

  it('is headed by its number of payments and their sum', () => {
    expect(namespace).toBe('urn:iso:std:iso:20022:tech:xsd:pain.001.001.09');
    expect(header).toEqual({
      MsgId: 'R000123-001',
      CreDtTm: '2026-11-20T10:15:00.000Z',
      NbOfTxs: '3',
      CtrlSum: '1553.24',
      InitgPty: { Nm: 'Larkshire County Council' },
    });
  });

  it('has one block for each day of execution, with its own sum', () => {
    expect(blocks.map((block) => [block.PmtInfId, block.ReqdExctnDt, block.NbOfTxs, block.CtrlSum])).toEqual([
      ['R000123-20261124', { Dt: '2026-11-24' }, '2', '1553.17'],
      ['R000123-20261125', { Dt: '2026-11-25' }, '1', '0.07'],
    ]);
  });

  it('has its parts in the order of the schema', () => {
    const tags = [...textOf(pain001(inputOf(three.slice(0, 1)))).matchAll(/<(\w+)/g)].map(([, tag]) => tag);
    const bank = ['FinInstnId', 'ClrSysMmbId', 'ClrSysId', 'Cd', 'MmbId', 'PstlAdr', 'Ctry'];
    const account = ['Id', 'Othr', 'Id', 'SchmeNm', 'Cd'];
    expect(tags).toEqual([
      ...['Document', 'CstmrCdtTrfInitn'],
      ...['GrpHdr', 'MsgId', 'CreDtTm', 'NbOfTxs', 'CtrlSum', 'InitgPty', 'Nm'],
      ...['PmtInf', 'PmtInfId', 'PmtMtd', 'BtchBookg', 'NbOfTxs', 'CtrlSum', 'PmtTpInf', 'SvcLvl', 'Cd'],
      ...['ReqdExctnDt', 'Dt', 'Dbtr', 'Nm', 'DbtrAcct', ...account, 'Ccy', 'DbtrAgt', ...bank],
      ...['CdtTrfTxInf', 'PmtId', 'InstrId', 'EndToEndId', 'Amt', 'InstdAmt', 'CdtrAgt', ...bank],
      ...['Cdtr', 'Nm', 'CdtrAcct', ...account, 'RmtInf', 'Ustrd'],
    ]);
  });

  it('names our account and the payee’s by sort code and number', () => {
    const block = blocks[0]!;
    expect(block).toMatchObject({
      PmtMtd: 'TRF',
      PmtTpInf: { SvcLvl: { Cd: 'NURG' } },
      Dbtr: { Nm: 'Larkshire County Council' },
      DbtrAcct: { Id: { Othr: { Id: '00000001', SchmeNm: { Cd: 'BBAN' } } }, Ccy: 'GBP' },
      DbtrAgt: { FinInstnId: { ClrSysMmbId: { ClrSysId: { Cd: 'GBDSC' }, MmbId: '000000' } } },
    });
    expect(block.CdtTrfTxInf[0]).toEqual({
      PmtId: { InstrId: 'R000123-00001', EndToEndId: 'R000123-00001' },
      Amt: { InstdAmt: { '#text': '853.17', '@_Ccy': 'GBP' } },
      CdtrAgt: {
        FinInstnId: {
          ClrSysMmbId: { ClrSysId: { Cd: 'GBDSC' }, MmbId: '089999' },
          PstlAdr: { Ctry: 'GB' },
        },
      },
      Cdtr: { Nm: 'BEECHWOOD HOUSE LT' },
      CdtrAcct: { Id: { Othr: { Id: '66374958', SchmeNm: { Cd: 'BBAN' } } } },
      RmtInf: { Ustrd: 'R000123-00001' },
    });
  });

  it('carries the roll number of a building society, and no sign that a bank refuses', () => {
    expect(blocks[1]!.CdtTrfTxInf[0]).toMatchObject({
      Cdtr: { Nm: 'ASH + ELM CARE' },
      RmtInf: { Ustrd: '12/34-56' },
    });
  });

  it('names our account by IBAN and BIC where the council gives them', () => {
    const iso20022 = { debtorAccount: { iban: 'GB29NWBK60161331926819' }, bic: 'NWBKGB2L' };
    const { blocks: those } = read(
      textOf(pain001(inputOf(three, outputsWith({ iso20022, payerName: 'A & B <C>' })))),
    );
    expect(those[0]).toMatchObject({
      Dbtr: { Nm: 'A + B  C' },
      DbtrAcct: { Id: { IBAN: 'GB29NWBK60161331926819' } },
      DbtrAgt: { FinInstnId: { BICFI: 'NWBKGB2L', ClrSysMmbId: { MmbId: '601613' } } },
    });
  });

  it('is refused for the reasons of Bacs, which carries it', () => {
    const without = aPayment(4, { payee: { bank: null } });
    expect(reasonsOf(pain001(inputOf([...three, without])))).toEqual([
      ['no-bank-details', 'Payment R000123-00004 has no bank account to go to.'],
    ]);
  });

  it('comes out the same again', () => {
    expect(textOf(pain001(inputOf(three)))).toBe(textOf(pain001(inputOf(three))));
  });

  it('says the same sum in its header, its blocks and its payments, whatever is paid', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 90_000_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(amounts, (all) => {
        const payments = all.map((amount, index) =>
          aPayment(index + 1, { lines: [aLine(amount)], ...(amount % 2 === 0 ? { payOn: nextPayDay } : {}) }),
        );
        const xml = textOf(pain001(inputOf(payments)));
        const { header: top, blocks: parts } = read(xml);
        const sum = all.reduce((one, other) => one + other, 0);
        expect(penceOf(top.CtrlSum)).toBe(sum);
        expect(total(parts.map((block) => block.CtrlSum))).toBe(sum);
        expect(
          total(parts.flatMap((block) => block.CdtTrfTxInf.map(({ Amt }) => Amt.InstdAmt['#text']))),
        ).toBe(sum);
      }),
    );
  });
});
