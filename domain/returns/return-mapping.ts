import * as z from 'zod';
import { readIdentifier } from '../identifiers.ts';
import { quote } from '../outcome.ts';
import { finding, type Finding } from '../records/finding.ts';
import { headingKey } from '../records/heading-key.ts';
import { returnFields, returnLayouts, type ReturnField, type ReturnLayout } from './return-layouts.ts';

/** What a mapping can say its lines are: single visits, or stays and sessions from a day to a day. */
export const mappedLayouts = ['visits', 'stays'] as const;
export type MappedLayout = (typeof mappedLayouts)[number];

/** How a provider’s own headings are to be read, said once and kept. */
export const returnMappingSchema = z.object({
  mappingId: z.string(),
  providerId: z.string(),
  layout: z.enum(mappedLayouts),
  columns: z.array(z.object({ heading: z.string(), field: z.enum(returnFields) })),
});
export type ReturnMapping = z.infer<typeof returnMappingSchema>;

/** A provider with offices that write differently has several; nobody keeps more apart. */
const MOST_MAPPINGS = 9;

/** The ids of every mapping a provider can have: few and known, so that they are read by key and never late. */
export function mappingIdsOf(providerId: string): string[] {
  const others = Array.from({ length: MOST_MAPPINGS - 1 }, (_, place) => `${providerId}~${place + 2}`);
  return [providerId, ...others];
}

/** What a return of a layout can say, and what each of its lines has to. */
export function fieldsOf(name: MappedLayout): { fields: ReturnField[]; mandatory: readonly ReturnField[] } {
  const known = returnLayouts.filter((layout) => layout.name === name);
  return {
    fields: known.flatMap(({ fields }) => [...fields.values()]),
    mandatory: known.flatMap(({ mandatory }) => mandatory),
  };
}

export function layoutOf({ layout, columns }: ReturnMapping): ReturnLayout {
  const { mandatory } = fieldsOf(layout);
  return {
    name: layout,
    fields: new Map(columns.map(({ heading, field }) => [headingKey(heading), field])),
    mandatory,
  };
}

/** Everything that keeps a mapping from being read as it was meant. */
export function checkReturnMapping({ mappingId, providerId, layout, columns }: ReturnMapping): Finding[] {
  const { fields, mandatory } = fieldsOf(layout);
  const findings: Finding[] = [];
  const wrong = (field: string, rule: string, message: string): void => {
    findings.push(finding('error', rule, message, { field }));
  };
  if (!readIdentifier(providerId).ok || !mappingIdsOf(providerId).includes(mappingId)) {
    const ids = `${providerId}, or ${providerId}~2 to ${providerId}~${MOST_MAPPINGS}`;
    wrong('providerId', 'mapping-of-another-provider', `A mapping of ${providerId} is saved under ${ids}.`);
  }
  const headings = new Set<string>();
  const said = new Set<ReturnField>();
  for (const [place, { heading, field }] of columns.entries()) {
    const at = `columns.${place}`;
    const key = headingKey(heading);
    if (key === '') wrong(`${at}.heading`, 'heading-empty', 'A column without a heading cannot be mapped.');
    else if (headings.has(key))
      wrong(`${at}.heading`, 'heading-mapped-twice', `The heading ${quote(heading)} is there twice.`);
    if (!fields.includes(field))
      wrong(`${at}.field`, 'field-of-another-layout', `Lines of ${layout} have no ${field}.`);
    else if (said.has(field))
      wrong(`${at}.field`, 'field-mapped-twice', `Two columns are said to hold ${field}. Choose one.`);
    headings.add(key);
    said.add(field);
  }
  for (const field of mandatory.filter((each) => !said.has(each)))
    wrong(
      'columns',
      'mandatory-field-not-mapped',
      `No column is said to hold ${field}; every line needs one.`,
    );
  return findings;
}
