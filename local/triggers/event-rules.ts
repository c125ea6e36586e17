import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { toEvent, type ObjectCreated } from '../emulators/buckets.ts';
import { nameInArn, type Template } from '../template.ts';

type Pattern = { [field: string]: Pattern | Test[] };
type Test = string | number | boolean | { prefix: string } | { suffix: string };

const test = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.strictObject({ prefix: z.string() }),
  z.strictObject({ suffix: z.string() }),
]);
const pattern: z.ZodType<Pattern> = z.lazy(() => z.record(z.string(), z.union([z.array(test), pattern])));
const ruleShape = z.object({
  EventPattern: pattern.optional(),
  State: z.string().default('ENABLED'),
  // Anything that reshapes the event on its way is unknown here and refused at start.
  Targets: z.array(
    z.strictObject({
      Arn: z.string(),
      Id: z.string(),
      DeadLetterConfig: z.unknown().optional(),
      RetryPolicy: z.unknown().optional(),
      RoleArn: z.string().optional(),
    }),
  ),
});

/** Stands in for EventBridge: carries an object's creation to the queues of every rule that matches it. */
export function readEventRules(template: Template, send: (queue: string, body: string) => void) {
  const rules = template.resourcesOf('AWS::Events::Rule').flatMap(({ properties }) => {
    const { EventPattern, Targets, State } = ruleShape.parse(properties);
    return EventPattern === undefined || State !== 'ENABLED'
      ? []
      : [{ pattern: EventPattern, targets: Targets }];
  });
  return (created: ObjectCreated) => {
    const event = toEvent(created, randomUUID());
    for (const { targets } of rules.filter((rule) => matches(rule.pattern, event))) {
      for (const { Arn } of targets) send(nameInArn(Arn), JSON.stringify(event));
    }
  };
}

const fieldsShape = z.record(z.string(), z.unknown());

function matches(wanted: Pattern, event: unknown): boolean {
  return Object.entries(wanted).every(([field, tests]) => {
    const value = fieldsShape.safeParse(event).data?.[field];
    return Array.isArray(tests) ? tests.some((one) => passes(one, value)) : matches(tests, value);
  });
}

function passes(one: Test, value: unknown): boolean {
  if (typeof one !== 'object') return one === value;
  if (typeof value !== 'string') return false;
  return 'prefix' in one ? value.startsWith(one.prefix) : value.endsWith(one.suffix);
}
