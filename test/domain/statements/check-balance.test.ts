import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkStatement, checkStatements, notesAbout } from '../../../domain/statements/check-balance.ts';
import { completeStatement } from '../../../domain/statements/complete-statement.ts';
import { joinStatements } from '../../../domain/statements/join-statements.ts';
import { aBalance, anAccount, aStatement, type ShortTransaction } from '../../support/a-bank-statement.ts';

const lines = (statement: ReturnType<typeof aStatement>) =>
  completeStatement(statement).transactions.map(({ place }) => place.line);

describe('a statement that proves itself', () => {
  it('gives nothing to say', () => {
    const statement = aStatement(
      [
        [2, -1000, 9000],
        [3, 500, 9500],
      ],
      { opening: aBalance(1, 10_000), closing: aBalance(30, 9500) },
    );
    expect(checkStatement(statement)).toEqual([]);
  });

  it('need not show a balance in every row', () => {
    expect(
      checkStatement(
        aStatement([
          [1, 100, 100],
          [2, 50],
          [2, 50],
          [3, -20, 180],
        ]),
      ),
    ).toEqual([]);
  });

  it('holds without transactions where its balances are the same', () => {
    expect(checkStatement(aStatement([], { opening: aBalance(1, 70), closing: aBalance(30, 70) }))).toEqual(
      [],
    );
  });
});

describe('a statement that does not add up', () => {
  it('is told with the difference in words', () => {
    const statement = aStatement([[2, -1000]], { opening: aBalance(1, 10_000), closing: aBalance(30, 8500) });
    expect(checkStatement(statement)).toEqual([
      {
        ...{ line: null, field: null, value: null, rule: 'balance-does-not-add-up', severity: 'error' },
        message:
          'The statement of the account ending 5678 to 30 June 2025 does not add up: it opens with £100.00 and its transactions come to −£10.00, which makes £90.00, but it closes with £85.00. That is £5.00 too little. Ask for a statement that shows every transaction of its period.',
      },
    ]);
  });

  it('may close with too much, and belong to nobody named', () => {
    const account = { ...anAccount, accountNumber: null };
    const statement = aStatement([], { account, opening: aBalance(1, 1), closing: aBalance(30, 3) });
    expect(checkStatement(statement)[0]?.message).toMatch(
      /^The statement to 30 June 2025 does not add up: .* £0\.02 too much\./,
    );
  });

  it('names an account of which only the IBAN is known', () => {
    const account = { ...anAccount, accountNumber: null, iban: 'GB33BUKB20201555555555' };
    const statement = aStatement([], { account, opening: aBalance(1, 1), closing: aBalance(30, 3) });
    expect(checkStatement(statement)[0]?.message).toContain('of the account ending 5555 ');
  });

  it('names the first running balance that does not follow, and how many more', () => {
    const twice = aStatement([
      [1, 100, 100],
      [2, 100, 300],
      [3, 100, 400],
      [4, 100, 450],
    ]);
    const thrice = aStatement(
      [
        [1, 1, 7],
        [1, 1],
        [1, 1, 7],
        [1, 1, 7],
      ],
      { opening: aBalance(1, 0) },
    );
    expect(checkStatement(twice)).toMatchObject([
      {
        ...{ line: 2, rule: 'running-balance-broken', severity: 'error', value: '£3.00' },
        message:
          'The balance in line 2 of the statement of the account ending 5678 does not follow from the one before: £2.00 was expected and £3.00 is shown. That is £1.00 too much. A transaction may be missing or changed there. The same happens once more.',
      },
    ]);
    expect(checkStatement(thrice)[0]).toMatchObject({
      line: 1,
      message: expect.stringContaining('The same happens 2 more times.') as string,
    });
  });

  it('says the page where there are pages', () => {
    const statement = aStatement([
      [1, 100, 100],
      [2, 100, 150],
    ]);
    const transactions = statement.transactions.map((transaction) => ({
      ...transaction,
      place: { line: 7, page: 2 },
    }));
    const [finding] = checkStatement({ ...statement, transactions });
    expect(finding?.message).toMatch(
      /^The balance on page 2, line 7, of the statement .* £0\.50 too little\. .*there\.$/,
    );
  });
});

describe('accounts of a file', () => {
  it('that are not in pounds are told', () => {
    expect(checkStatement(aStatement([], { currency: 'EUR' }))).toMatchObject([
      {
        ...{ rule: 'currency-not-pounds', severity: 'error', value: 'EUR' },
        message:
          'The account ending 5678 is kept in EUR, not in pounds. Ask for the statement of an account in pounds.',
      },
    ]);
  });

  it('are told where there are several', () => {
    const other = aStatement([], { account: { ...anAccount, accountNumber: '87654321' } });
    expect(checkStatements([aStatement([]), other, aStatement([])])).toMatchObject([
      {
        rule: 'several-accounts',
        severity: 'warning',
        message: expect.stringContaining('holds 2 accounts') as string,
      },
    ]);
  });

  it('are not blamed for what is wrong with another account of their file', () => {
    const broken = aStatement([[1, 100]], { opening: aBalance(1, 0), closing: aBalance(1, 90) });
    const sound = aStatement([], { account: { ...anAccount, accountNumber: '87654321' } });
    const statements = [broken, sound];
    const file = { format: 'csv' as const, layout: null, statements, notes: checkStatements(statements) };
    const rulesOf = (statement: typeof broken) => notesAbout(file, statement).map(({ rule }) => rule);
    expect(rulesOf(broken)).toEqual(['balance-does-not-add-up', 'several-accounts']);
    expect(rulesOf(sound)).toEqual(['several-accounts']);
    const alone = { ...file, statements: [broken], notes: checkStatements([broken]) };
    expect(notesAbout(alone, broken)).toEqual(alone.notes);
  });

  it('are told what is missing before a statement with that statement alone', () => {
    const [may, june, july] = [0, 100, 300].map((opening, index) =>
      aStatement([], { opening: aBalance(1 + index, opening), closing: aBalance(1 + index, opening + 100) }),
    );
    const statements = [may!, june!, july!];
    const file = { format: 'csv' as const, layout: null, statements, notes: checkStatements(statements) };
    expect(notesAbout(file, june!).map(({ rule }) => rule)).toEqual(['balance-does-not-add-up']);
    expect(notesAbout(file, july!).map(({ rule }) => rule)).toEqual([
      ...['balance-does-not-add-up', 'statement-missing-between'],
    ]);
  });

  it('are one account where it has several statements', () => {
    expect(checkStatements([aStatement([]), aStatement([])])).toEqual([]);
  });
});

describe('statements of an account one after the other', () => {
  const first = aStatement([[1, 100]], { opening: aBalance(1, 0), closing: aBalance(1, 100) });
  const second = aStatement([[2, 50]], { opening: aBalance(2, 100), closing: aBalance(2, 150) });
  const empty = aStatement([], { opening: aBalance(3, 150), closing: aBalance(3, 150) });
  const other = { ...aStatement([[9, 1]]), account: { ...anAccount, accountNumber: '87654321' } };

  it('are one statement where each opens with what the one before closes with', () => {
    const parts = [first, other, second, empty].map(completeStatement);
    expect(joinStatements(parts)).toMatchObject([
      {
        opening: { amountPence: 0 },
        closing: { amountPence: 150, date: '2025-06-03' },
        period: { from: '2025-06-01', to: '2025-06-02', isStated: false },
        transactions: [{ amountPence: 100 }, { amountPence: 50 }],
      },
      { account: { accountNumber: '87654321' } },
    ]);
    expect(checkStatements(parts).map(({ rule }) => rule)).toEqual(['several-accounts']);
  });

  it('may begin with days on which nothing moved', () => {
    const before = aStatement([], { opening: aBalance(1, 0), closing: aBalance(1, 0) });
    expect(joinStatements([before, first].map(completeStatement))).toMatchObject([
      { period: { from: '2025-06-01', to: '2025-06-01' }, transactions: [{ amountPence: 100 }] },
    ]);
  });

  it('state the period of all where each states its own', () => {
    const stated = [first, second].map((part) => {
      const date = part.opening!.date;
      return { ...part, period: { from: date, to: date, isStated: true } };
    });
    expect(joinStatements(stated)).toMatchObject([
      { period: { from: '2025-06-01', to: '2025-06-02', isStated: true } },
    ]);
  });

  it('stay apart where one between them is missing, and that is told', () => {
    expect(joinStatements([first, empty])).toHaveLength(2);
    expect(checkStatements([first, empty])).toMatchObject([
      {
        rule: 'statement-missing-between',
        severity: 'warning',
        message:
          'The statement of the account ending 5678 that opens on 3 June 2025 with £1.50 does not follow from the one before it, which closes on 1 June 2025 with £1.00. Ask for the statements between them.',
      },
    ]);
  });

  it('stay apart where they come newest first or state no balances, of which nothing is told', () => {
    const unstated = aStatement([[5, 1]]);
    const derived = completeStatement(aStatement([[6, 1, 151]]));
    expect(joinStatements([second, first])).toHaveLength(2);
    expect(joinStatements([first, unstated, derived, second])).toHaveLength(4);
    expect(joinStatements([derived, second])).toHaveLength(2);
    const still = (day: number) =>
      aStatement([], { opening: aBalance(day, 100), closing: aBalance(day, 100) });
    expect(joinStatements([still(2), still(1)])).toHaveLength(2);
    expect(checkStatements([second, first, unstated])).toEqual([]);
  });

  it('are said once not to be in pounds', () => {
    const parts = [first, second].map((part) => ({ ...part, currency: 'EUR' }));
    expect(checkStatements(parts)).toHaveLength(1);
  });
});

describe('a statement in its normal form', () => {
  it('has the period and balances that follow from its transactions', () => {
    const statement = completeStatement(
      aStatement([
        [2, -1000, 9000],
        [5, 500, 9500],
      ]),
    );
    expect(statement).toMatchObject({
      period: { from: '2025-06-02', to: '2025-06-05', isStated: false },
      opening: { date: '2025-06-02', amountPence: 10_000, isStated: false },
      closing: { date: '2025-06-05', amountPence: 9500, isStated: false },
    });
  });

  it('keeps what the bank states', () => {
    const stated = {
      period: { from: aBalance(1, 0)!.date, to: aBalance(30, 0)!.date, isStated: true },
      opening: aBalance(1, 5),
      closing: aBalance(30, 6),
    };
    expect(completeStatement(aStatement([[2, 1, 6]], stated))).toMatchObject(stated);
  });

  it('knows no period and no balances where nothing tells them', () => {
    expect(completeStatement(aStatement([]))).toMatchObject({ period: null, opening: null, closing: null });
    expect(completeStatement(aStatement([[2, 1]]))).toMatchObject({ opening: null, closing: null });
  });

  it('turns a file that is newest first, the order within a day with it', () => {
    expect(
      lines(
        aStatement([
          [3, 1],
          [2, 2],
          [2, 3],
          [1, 4],
        ]),
      ),
    ).toEqual([4, 3, 2, 1]);
  });

  it('keeps a file that is oldest first, and one of a single day', () => {
    expect(
      lines(
        aStatement([
          [1, 1],
          [2, 2],
          [2, 3],
        ]),
      ),
    ).toEqual([1, 2, 3]);
    expect(
      lines(
        aStatement([
          [2, 2],
          [2, 3],
        ]),
      ),
    ).toEqual([1, 2]);
  });

  it('turns a single day where its running balances say so', () => {
    expect(
      lines(
        aStatement([
          [2, 20, 130],
          [2, 10, 110],
        ]),
      ),
    ).toEqual([2, 1]);
  });

  it('keeps the order that running balances prove though its dates are out of order', () => {
    expect(
      lines(
        aStatement([
          [1, 5, 5],
          [3, 5, 10],
          [2, 5, 15],
          [4, 5, 20],
        ]),
      ),
    ).toEqual([1, 2, 3, 4]);
  });

  it('turns by its dates where running balances hold both ways', () => {
    expect(
      lines(
        aStatement([
          [2, 0, 7],
          [1, 0, 7],
        ]),
      ),
    ).toEqual([2, 1]);
  });

  it('puts days in order where no balance proves another order', () => {
    expect(
      lines(
        aStatement([
          [1, 1],
          [3, 2],
          [2, 3],
          [4, 4],
        ]),
      ),
    ).toEqual([1, 3, 2, 4]);
  });
});

const movements = fc.array(fc.tuple(fc.integer({ min: 1, max: 28 }), fc.integer({ min: -9999, max: 9999 })), {
  minLength: 1,
});

describe('any account', () => {
  it('proves itself with its running balances, newest first or not', () => {
    fc.assert(
      fc.property(movements, fc.integer(), fc.boolean(), (moves, opening, isNewestFirst) => {
        let balance = opening;
        const rows = moves
          .toSorted(([left], [right]) => left - right)
          .map(([day, amount]): ShortTransaction => [day, amount, (balance += amount)]);
        const statement = completeStatement(aStatement(isNewestFirst ? rows.toReversed() : rows));
        const total = rows.reduce((sum, [, amount]) => sum + amount, 0);
        const { closing, opening: first } = statement;
        expect(checkStatement(statement)).toEqual([]);
        expect((closing?.amountPence ?? 0) - (first?.amountPence ?? 0)).toBe(total);
      }),
    );
  });
});
