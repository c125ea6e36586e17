import * as z from 'zod';
import { allRoutes } from './all-routes.ts';
import { problemSchema, type Route } from './route.ts';

type Json = Record<string, unknown>;

const PROBLEM = { $ref: '#/components/responses/Problem' };

/** The API as OpenAPI 3.1, made from the very schemas that requests and answers are read by. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {};
  for (const [name, route] of Object.entries<Route>(allRoutes)) {
    const path = (paths[route.path] ??= {});
    path[route.method.toLowerCase()] = operation(name, route);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'careledger',
      version: '1',
      description:
        'The back office of adult social care finance. Money is whole pence in fields that end in Pence; rates and quantities are decimal text; dates are YYYY-MM-DD.',
    },
    security: [{ token: ['careledger/api'] }],
    paths,
    components: {
      schemas: { Problem: jsonSchema(problemSchema, 'output') },
      responses: {
        Problem: {
          description: 'A refusal: what happened, what did not, what to do.',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

function operation(name: string, route: Route): Json {
  const hasBody = route.method !== 'GET';
  return {
    operationId: name,
    summary: route.summary,
    description: `For ${route.roles.join(', ')}.`,
    parameters: [...pathParameters(route), ...queryParameters(route), ...(hasBody ? [idempotencyKey] : [])],
    ...(hasBody && { requestBody: { required: true, content: json(jsonSchema(route.body, 'input')) } }),
    responses: {
      [String(route.status)]: {
        description: route.summary,
        content: json(jsonSchema(route.answer, 'output')),
      },
      default: PROBLEM,
    },
  };
}

const idempotencyKey: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key sent again is answered with the first answer, and nothing is done twice.',
  schema: { type: 'string', maxLength: 200 },
};

function pathParameters({ path }: Route): Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters({ query }: Route): Json[] {
  const { properties } = z
    .object({ properties: z.record(z.string(), z.unknown()) })
    .parse(jsonSchema(query, 'input'));
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: false, schema }));
}

function json(schema: unknown): Json {
  return { 'application/json': { schema } };
}

/** What a schema takes or gives, as JSON Schema; what JSON Schema cannot say is left open. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...made } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return made;
}
