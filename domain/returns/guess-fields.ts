import { headingKey, headingWords } from '../records/heading-key.ts';
import { returnLayouts, type ReturnField } from './return-layouts.ts';
import { fieldsOf, mappedLayouts, type MappedLayout } from './return-mapping.ts';

/**
 * Words by which providers’ headings give away what they hold. The more telling come first: each takes the first
 * heading that nothing before it took, so that `Actual Mins` is not taken for the minutes that are claimed.
 */
const HINTS: readonly (readonly [ReturnField, RegExp])[] = [
  ['invoiceNumber', /\binvoice\b(?!.*\b(?:date|amount|total|value)\b)/],
  ['packageId', /\b(?:package|contract|order|po|agreement)\b(?!.*\b(?:date|type|name)\b)/],
  ['carers', /\b(?:number|no|count) of (?:carers|staff|workers)\b|^carers$|\bhanded\b/],
  ['carerId', /\b(?:carer|worker|staff|employee)\b(?!.*\bname\b)/],
  ['personId', /\b(?:service user|client|customer|person|resident|patient|su)\b(?!.*\bname\b)/],
  [
    'actualStartTime',
    /\b(?:actual|real)\b.*\b(?:start|in|time|arrival)\b|\b(?:logged|log|checked|check) ?in\b/,
  ],
  ['actualMinutes', /\b(?:actual|real|logged)\b.*\b(?:mins|min|minutes|duration|length)\b/],
  ['claimedMinutes', /\b(?:mins|min|minutes|duration|length)\b/],
  ['startTime', /\btime\b(?!.*\b(?:end|out|finish)\b)|\bstart\b(?!.*\bdate\b)/],
  ['lineRef', /\b(?:visit|line|call|booking|session|stay|row|record)\b.*\b(?:ref|reference|no|number|id)\b/],
  ['lineRef', /^(?:our )?(?:ref|reference|id|no|number)$/],
  ['from', /\b(?:from|start|started|first|arrival|admitted)\b/],
  ['to', /\b(?:to|until|end|ended|last|departure|discharged)\b/],
  ['date', /\b(?:date|day|when)\b/],
  ['units', /\b(?:units|nights|days|weeks|hours|sessions|quantity|qty)\b/],
  ['serviceType', /\b(?:service|care) ?(?:type|kind|code)?\b(?!.*\buser\b)/],
  ['rate', /\b(?:rate|price|tariff)\b/],
  ['vat', /\b(?:vat|tax)\b/],
  ['amount', /\b(?:amount|total|charge|cost|value|net|claimed|claim|fee|sum)\b/],
  ['monitoring', /\b(?:monitoring|monitored|ecm|status|verified)\b/],
  ['note', /\b(?:notes|note|comments|comment|remarks)\b/],
];

/** What each heading most likely says in a layout; null where its words say nothing, and no field twice. */
export function guessFields(headings: readonly string[], layout: MappedLayout): (ReturnField | null)[] {
  const { fields } = fieldsOf(layout);
  const guessed = headings.map((): ReturnField | null => null);
  const left = new Set(fields);
  const take = (field: ReturnField, fits: (heading: string) => boolean): void => {
    const place = headings.findIndex((heading, at) => guessed[at] === null && fits(heading));
    if (place !== -1 && left.delete(field)) guessed[place] = field;
  };
  for (const known of returnLayouts)
    for (const [key, field] of known.fields) take(field, (heading) => headingKey(heading) === key);
  for (const [field, words] of HINTS) take(field, (heading) => words.test(headingWords(heading)));
  return guessed;
}

/** Whether a file with these headings more likely holds visits or stays: where the guess misses least. */
export function guessLayout(headings: readonly string[]): MappedLayout {
  const missing = (layout: MappedLayout): number => {
    const guessed = guessFields(headings, layout);
    return fieldsOf(layout).mandatory.filter((field) => !guessed.includes(field)).length;
  };
  return mappedLayouts.reduce((best, each) => (missing(each) < missing(best) ? each : best));
}
