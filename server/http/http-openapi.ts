/**
 * openapi.json: made from the very routes and schemas that answer, so that it cannot say anything else than they do.
 */
import { z } from 'zod';
import { COMMANDS } from '../../shared/protocol.ts';
import type { Route } from './http-exchange.ts';

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

const schemaOf = (schema: z.ZodType): object => {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return json;
};

export function describeApi(routes: readonly Route[], address: string): object {
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
        session: { type: 'apiKey', in: 'cookie', name: 'watchfloor' },
      },
      schemas: {
        Problem: PROBLEM,
        ...Object.fromEntries(Object.entries(COMMANDS).map(([type, schema]) => [`command.${type}`, schemaOf(schema)])),
      },
    },
    security: [{ bearer: [] }, { session: [] }],
  };
}

function operation({ path, about, body, query, open, method, takesBytes }: Route): object {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const { properties = {} } = query === null ? {} : (schemaOf(query) as { properties?: Record<string, object> });
  const inQuery = Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', schema }));
  return {
    summary: about,
    parameters: [...inPath, ...inQuery],
    ...(body === null ? {} : { requestBody: { content: { 'application/json': { schema: schemaOf(body) } } } }),
    ...(takesBytes ? { requestBody: { required: true, content: { 'application/octet-stream': {} } } } : {}),
    ...(open ? { security: [] } : {}),
    responses: {
      [method === 'post' ? '201' : method === 'delete' ? '204' : '200']: { description: 'Done' },
      default: {
        description: 'A refusal, with its code',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}
