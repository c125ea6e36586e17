import * as z from 'zod';

/** Words of a bank’s text by which it is told what money was for. Every list is the council’s to change. */
const wordSchema = z
  .string()
  .trim()
  .regex(/^[a-z0-9]+(?: [a-z0-9]+)*\*?$/, 'Small letters and figures, with * at the end for any ending')
  .refine((word) => !/^.{0,2}\*$/.test(word), 'Three letters at least before *');

const listSchema = z.strictObject({
  words: z
    .array(wordSchema)
    .max(500)
    .describe('Words or phrases as banks write them; `bet*` is any word that begins so.'),
  unless: z.array(wordSchema).max(500).describe('Words beside which the text means something else.'),
});

/** What words tell of money paid out. Where a text has words of several, the first of them in this order holds. */
export const wordsOutSchema = z.strictObject({
  gambling: listSchema.describe('Betting, bingo and lotteries.'),
  'alcohol-or-tobacco': listSchema.describe('Shops of alcohol and tobacco.'),
  tax: listSchema.describe('HMRC: tax and National Insurance of employers. Never asked about.'),
  payroll: listSchema.describe('Payroll bureaux. Never asked about, however many agreements pay them.'),
  pension: listSchema.describe('Workplace pensions. Never asked about.'),
  'household-bill': listSchema.describe('Bills that everybody pays out of their own money.'),
  insurance: listSchema.describe('Insurance of employers. Never asked about.'),
  'bank-charge': listSchema.describe('What the bank takes for itself.'),
  cash: listSchema.describe('Cash taken out.'),
  'transfer-to-own-account': listSchema.describe('Savings and transfers to an account of one’s own.'),
  'paid-to-council': listSchema.describe('Money given back to the council. Never asked about.'),
  wages: listSchema.describe('Wages of assistants.'),
  care: listSchema.describe('Agencies and others who give care.'),
  activity: listSchema.describe('Day centres, groups and outings.'),
  travel: listSchema.describe('Taxis, buses and trains.'),
  trade: listSchema.describe(
    'Trades that serve whoever asks: that several agreements pay them says nothing.',
  ),
  shopping: listSchema.describe('Shops.'),
});

/** What words tell of money paid in. */
export const wordsInSchema = z.strictObject({
  refund: listSchema.describe('Money given back by somebody who was paid.'),
  benefit: listSchema.describe('Benefits and pensions of the person.'),
  'council-payment': listSchema.describe('The council’s direct payments.'),
  interest: listSchema.describe('Interest of the bank.'),
  contribution: listSchema.describe('The person’s own contribution.'),
});

export type WordsOut = z.infer<typeof wordsOutSchema>;
export type WordsIn = z.infer<typeof wordsInSchema>;

function list(words: string, unless = ''): { words: string[]; unless: string[] } {
  return { words: parted(words), unless: parted(unless) };
}

function parted(words: string): string[] {
  return words === '' ? [] : words.split(', ');
}

const FOREIGN_TO_BET =
  'beta*, beth*, beti*, beto*, betta*, bette, betts, betty*, betw*, betch*, betj*, better';

export const usualWordsOut: WordsOut = {
  gambling: list(
    'bet*, 32red, 888casino, 888sport, bingo*, boylesports, bwin, casino*, coral racing, corals, foxy games, gala bingo, gambl*, grosvenor casino*, jackpot*, ladbroke*, lotter*, lottoland, mecca bingo, national lottery, paddy power, paddypower, poker*, postcode lottery, sky bet, skybet, slots, tombola, unibet, virgin games, william hill, williamhill',
    FOREIGN_TO_BET,
  ),
  'alcohol-or-tobacco': list(
    'alcohol*, bargain booze, beer*, brewery, cigar*, e cig*, ecig*, liquor*, majestic wine, naked wines, off licence, spirits, tobacco*, vape*, vaping, vapes, wine*',
    'beerwood, wine bar college',
  ),
  tax: list(
    'employer tax, employers tax, hmrc*, hm revenue*, hm rev*, inland revenue, national insurance, paye',
  ),
  payroll: list('payroll*, pay bureau, paypacket, salaries bureau'),
  pension: list('nest, nest pension*, nestcorp*, now pensions, peoples pension, pension*, smart pension'),
  'household-bill': list(
    'boots opticians, british gas, broadband, bt group, bulb energy, car insurance, council tax, dvla, e on, edf*, electric*, energy, eon, gas, ground rent, home insurance, house insurance, mobile phone, mortgage*, npower, octopus energy, ovo*, pet insurance, rent, scottish power, scottishpower, sewerage, sky digital, sky uk, sse*, talktalk*, television licence, tv licence, tv licensing, virgin media, vodafone, water',
    'electrician*, energy healing, gas engineer, rent a, water aerobics',
  ),
  insurance: list(
    'employers liability, fish insurance, insurance*, mark bates, premier care, surewise*, liability ins*',
  ),
  'bank-charge': list(
    'account fee, arranged overdraft, bank charge*, card fee, cash fee, charges, debit interest, maintenance fee, monthly fee, overdraft*, returned item*, service charge, transaction fee, unarranged*, unpaid item*',
    'overdraft reversal',
  ),
  cash: list(
    'atm, cash machine, cash withdrawal, cash wdl, cashback, cashpoint*, counter withdrawal, link atm',
  ),
  'transfer-to-own-account': list(
    'cash isa, isa, isa transfer, own account, premium bonds, ns i, savings*, saver, to pot',
    'energy savings, savings centre',
  ),
  'paid-to-council': list(
    'borough council, city council, council, county council, direct payment return, dp refund, dp surplus',
    'council tax',
  ),
  wages: list('holiday pay, pa wages, redundancy, salary, sick pay, wage*'),
  care: list(
    'agency, at home, care*, carer*, domiciliary, home care, homecare, home help, nursing, personal assistant*, respite, support worker*, supported living',
    'car care, career*, careers, eye care, pet care, skin care, vet care',
  ),
  activity: list(
    'activit*, allotment*, art class*, community centre, day centre, day service*, gym, leisure*, lunch club, swimming, theatre, club',
  ),
  travel: list(
    'bus, cab, cabs, dial a ride, first bus, mobility, national express, rail, shopmobility, stagecoach, taxi*, tfl, train*, trainline, uber',
    'training',
  ),
  trade: list(
    'builder*, chemist*, chiropod*, cleaner*, cleaning, decorat*, electrician*, garden*, hairdress*, handyman, laundry, locksmith*, optician*, pharmac*, plumb*, podiatr*, removals, window clean*, window*',
  ),
  shopping: list(
    'aldi, amazon*, amzn*, argos, asda, b and m, bargains, boots, cafe, clothing, coop, costa, currys, dunelm, ebay*, greggs, hardware, homewares, iceland, ikea, john lewis, lidl, mcdonald*, morrison*, next, paypal*, poundland, poundstretcher, primark, restaurant, sainsbury*, spar, starbucks, store, stores, supermarket, superstore, tesco*, waitrose, wilko*, zettle, sumup',
  ),
};

export const usualWordsIn: WordsIn = {
  refund: list('chargeback, refund*, repaid, reversal*, reversed, returned, unpaid*, recredit*, hmrc*'),
  benefit: list(
    'attendance allowance, carers allowance, child benefit, cold weather, dla, dwp*, employment support, esa, housing benefit, jsa, pension*, pip, state pension, tax credit*, uc, universal credit, winter fuel',
  ),
  'council-payment': list(
    'adult social*, borough council, borough, city council, council, county council, direct payment*, dp, social services, social care',
    'council tax, housing benefit',
  ),
  interest: list(
    'bank interest, credit interest, gross interest, interest, interest added, interest paid, net interest',
  ),
  contribution: list('client contrib*, contribution*, contrib*, own contribution, top up'),
};
