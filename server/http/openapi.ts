/** openapi.json: made from the very routes and schemas that answer, so that it always agrees with them. */
import { z } from 'zod';
import { COMMANDS } from '../../shared/protocol.ts';
import type { Route } from './exchange.ts';

/** What only a running server knows of itself. */
export interface Served {
  readonly address: string;
  /** The name of the session's cookie. */
  readonly cookie: string;
}

const PROBLEM = {
  type: 'object',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    facts: { type: 'object' },
  },
  required: ['type', 'title', 'status', 'code', 'detail'],
};

const schemaOf = (schema: z.ZodType): Record<string, unknown> => {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return json;
};

export function describeApi(routes: readonly Route[], { address, cookie }: Served): Record<string, unknown> {
  const paths: Record<string, Record<string, object>> = {};
  for (const each of routes) (paths[each.path] ??= {})[each.method] = operation(each);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Watchfloor',
      version: '1',
      description: 'Every command of a room by its type: see components.schemas, named command.<type>.',
    },
    servers: [{ url: address }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: cookie },
      },
      schemas: {
        Problem: PROBLEM,
        ...Object.fromEntries(Object.entries(COMMANDS).map(([type, schema]) => [`command.${type}`, schemaOf(schema)])),
      },
    },
    security: [{ bearer: [] }, { session: [] }],
  };
}

function operation({ id, path, about, body, query, guard, gives, takesBytes }: Route): object {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const { properties = {} } = query === null ? {} : (schemaOf(query) as { properties?: Record<string, object> });
  const inQuery = Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', schema }));
  return {
    operationId: id,
    summary: about,
    parameters: [...inPath, ...inQuery],
    ...(body === null ? {} : { requestBody: { content: { 'application/json': { schema: schemaOf(body) } } } }),
    ...(takesBytes ? { requestBody: { required: true, content: { 'application/octet-stream': {} } } } : {}),
    ...(guard === 'anyone' ? { security: [] } : {}),
    'x-guard': guard,
    responses: {
      [gives.status]: answer(gives),
      default: {
        description: 'A refusal, with its code',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function answer({ status, answer: schema }: Route['gives']): object {
  if (status === 204) return { description: 'Done' };
  if (status === 302)
    return { description: 'On to another page', headers: { Location: { schema: { type: 'string' } } } };
  const { types, ...json } = schemaOf(schema);
  const media = Array.isArray(types)
    ? types.map((type) => [String(type), {}])
    : [['application/json', { schema: json }]];
  return { description: status === 201 ? 'Made' : 'Done', content: Object.fromEntries(media) };
}
