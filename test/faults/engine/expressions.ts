import { compare, isEqual, plus, textOf, valueAt, type StoredItem, type Value } from './values.ts';

/** What stands for names and values in an expression. */
export type Terms = {
  names: Readonly<Record<string, string>>;
  values: Readonly<Record<string, Value>>;
};

type Operand = (item: StoredItem, terms: Terms) => Value | undefined;
type Condition = (item: StoredItem, terms: Terms) => boolean;
type Change = (item: Record<string, Value>, before: StoredItem, terms: Terms) => void;

const conditions = new Map<string, Condition>();
const changes = new Map<string, Change[]>();

/** Whether an item (an empty one where there is none) meets a condition; without one every item does. */
export function meets(expression: string | undefined, item: StoredItem, terms: Terms): boolean {
  if (expression === undefined) return true;
  const known = conditions.get(expression);
  const condition = known ?? parse(expression, readEither);
  conditions.set(expression, condition);
  return condition(item, terms);
}

/** An item as an update expression leaves it. */
export function updated(expression: string, before: StoredItem, terms: Terms): StoredItem {
  const known = changes.get(expression);
  const steps = known ?? parse(expression, readChanges);
  changes.set(expression, steps);
  const after = { ...before };
  for (const step of steps) step(after, before, terms);
  return after;
}

/** The attribute names of a list of them, such as a projection. */
export function namesIn(expression: string, names: Terms['names']): string[] {
  return expression.split(',').map((name) => names[name.trim()] ?? name.trim());
}

type Tokens = { peek: () => string | undefined; take: (wanted?: string) => string };

function parse<T>(expression: string, read: (tokens: Tokens) => T): T {
  const texts = expression.match(/<>|<=|>=|[=<>(),+-]|[#:]?[A-Za-z_][\w.#]*/g) ?? [];
  let place = 0;
  const tokens: Tokens = {
    peek: () => texts[place],
    take: (wanted) => {
      const text = texts[place];
      if (text === undefined || (wanted !== undefined && text.toUpperCase() !== wanted))
        throw new Error(`${expression}: ${wanted ?? 'more'} is expected, not ${text ?? 'its end'}.`);
      place += 1;
      return text;
    },
  };
  const read1 = read(tokens);
  if (place < texts.length) throw new Error(`${expression}: what follows ${texts[place] ?? ''} is not read.`);
  return read1;
}

function isNext({ peek }: Tokens, word: string): boolean {
  return peek()?.toUpperCase() === word;
}

function readEither(tokens: Tokens): Condition {
  const first = readBoth(tokens);
  if (!isNext(tokens, 'OR')) return first;
  tokens.take();
  const rest = readEither(tokens);
  return (item, terms) => first(item, terms) || rest(item, terms);
}

function readBoth(tokens: Tokens): Condition {
  const first = readOne(tokens);
  if (!isNext(tokens, 'AND')) return first;
  tokens.take();
  const rest = readBoth(tokens);
  return (item, terms) => first(item, terms) && rest(item, terms);
}

function readOne(tokens: Tokens): Condition {
  if (isNext(tokens, '(')) {
    tokens.take();
    const inner = readEither(tokens);
    tokens.take(')');
    return inner;
  }
  if (isNext(tokens, 'ATTRIBUTE_NOT_EXISTS')) return exists(tokens, false);
  if (isNext(tokens, 'ATTRIBUTE_EXISTS')) return exists(tokens, true);
  if (isNext(tokens, 'BEGINS_WITH')) {
    tokens.take();
    const [text, prefix] = readList(tokens);
    return (item, terms) => {
      const start = textOf(prefix?.(item, terms));
      return start !== undefined && textOf(text?.(item, terms))?.startsWith(start) === true;
    };
  }
  const left = readOperand(tokens);
  const operator = tokens.take().toUpperCase();
  if (operator === 'BETWEEN') {
    const from = readOperand(tokens);
    tokens.take('AND');
    const to = readOperand(tokens);
    return (item, terms) => {
      const value = left(item, terms);
      return (compare(value, from(item, terms)) ?? -1) >= 0 && (compare(value, to(item, terms)) ?? 1) <= 0;
    };
  }
  if (operator === 'IN') {
    const among = readList(tokens);
    return (item, terms) => among.some((each) => isEqual(left(item, terms), each(item, terms)));
  }
  const right = readOperand(tokens);
  return (item, terms) => holds(operator, left(item, terms), right(item, terms));
}

function exists(tokens: Tokens, wanted: boolean): Condition {
  tokens.take();
  const [path] = readList(tokens);
  return (item, terms) => (path?.(item, terms) !== undefined) === wanted;
}

function holds(operator: string, a: Value | undefined, b: Value | undefined): boolean {
  if (operator === '=') return isEqual(a, b);
  if (operator === '<>') return !isEqual(a, b);
  const order = compare(a, b);
  if (order === undefined) return false;
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    default:
      throw new Error(`There is no operator ${operator}.`);
  }
}

function readList(tokens: Tokens): Operand[] {
  const operands: Operand[] = [];
  tokens.take('(');
  for (;;) {
    operands.push(readOperand(tokens));
    if (isNext(tokens, ')')) break;
    tokens.take(',');
  }
  tokens.take(')');
  return operands;
}

function readOperand(tokens: Tokens): Operand {
  const text = tokens.take();
  if (text.startsWith(':')) {
    return (_item, { values }) => {
      const value = values[text];
      if (value === undefined) throw new Error(`${text} has no value.`);
      return value;
    };
  }
  if (text.toUpperCase() === 'IF_NOT_EXISTS') {
    const [path, otherwise] = readList(tokens);
    return (item, terms) => path?.(item, terms) ?? otherwise?.(item, terms);
  }
  const path = text.split('.');
  return (item, { names }) =>
    valueAt(
      item,
      path.map((part) => names[part] ?? part),
    );
}

function readChanges(tokens: Tokens): Change[] {
  const steps: Change[] = [];
  while (tokens.peek() !== undefined) {
    const clause = tokens.take().toUpperCase();
    do {
      if (isNext(tokens, ',')) tokens.take();
      steps.push(readChange(clause, tokens));
    } while (isNext(tokens, ','));
  }
  return steps;
}

function readChange(clause: string, tokens: Tokens): Change {
  const name = tokens.take();
  if (clause === 'REMOVE')
    return (item, _before, { names }) => {
      Reflect.deleteProperty(item, names[name] ?? name);
    };
  if (clause === 'SET') tokens.take('=');
  const value = readOperand(tokens);
  if (clause === 'SET' && isNext(tokens, '+')) {
    tokens.take();
    const more = readOperand(tokens);
    return (item, before, terms) => {
      set(item, terms.names[name] ?? name, plus(value(before, terms), more(before, terms) ?? {}));
    };
  }
  return (item, before, terms) => {
    const at = terms.names[name] ?? name;
    const given = value(before, terms);
    set(item, at, clause === 'ADD' ? plus(before[at], given ?? {}) : given);
  };
}

function set(item: Record<string, Value>, name: string, value: Value | undefined): void {
  if (value === undefined) throw new Error(`${name} is set to nothing.`);
  item[name] = value;
}
