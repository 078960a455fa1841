/**
 * The service map over HTTP: read by everyone who is signed in, maintained by administrators and by the owners of
 * services. The workspace's own domain says who may do what. Reading all of it is also how it is exported: the same
 * list can be imported again.
 */
import { z } from 'zod';
import type { NotOk } from '../../shared/protocol.ts';
import { commands, service, type Service } from '../../shared/workspace/words.ts';
import type { Caller } from '../access/caller.ts';
import type { Commanding } from '../sockets/commanding.ts';
import { isConfined } from '../edge/room-guard.ts';
import { check, no } from '../edge/well-formed.ts';
import type { Hosting } from '../rooms/hosting.ts';
import { done, reply, type Reply } from './answer.ts';
import { nothing, oneService, services as map, type Answer } from './answers.ts';
import { route, type Exchange, type Route } from './exchange.ts';
import { actOnWorkspace } from './workspace-acts.ts';

/** A whole map in one file: larger than a command, smaller than what a body may be. */
const MOST_MAP_BYTES = 960 * 1024;

const drawn = service.omit({ id: true });
const one = z.strictObject({ service: service.shape.id });

export function serviceRoutes(parts: Commanding): readonly Route[] {
  const { hosting } = parts;
  return [
    route('get', '/api/services', {
      id: 'listServices',
      gives: [200, map],
      about: 'The service map; also what an import takes.',
      handle: async ({ caller }) => (isConfined(caller) ? no('access.one-room') : reply(200, await wholeMap(hosting))),
    }),
    route('put', '/api/services/{id}', {
      id: 'setService',
      gives: [200, oneService],
      about: 'Set one service, new or in place of the one with this id (administrators, and its owner).',
      body: drawn,
      handle: (exchange) => setService(parts, exchange),
    }),
    route('delete', '/api/services/{id}', {
      id: 'removeService',
      gives: [204, nothing],
      about: 'Remove a service from the map (administrators). Nothing depends on it afterwards.',
      handle: (exchange) => removeService(parts, exchange),
    }),
    route('post', '/api/services/import', {
      id: 'importServices',
      gives: [200, map],
      about: 'Import a map (administrators): each service in it is new or replaces, the others stay; all or nothing.',
      body: commands['workspace.import-services'],
      administrators: { mostBytes: MOST_MAP_BYTES, othersAreTold: 'workspace.administrators-only' },
      handle: async ({ caller, body }) =>
        after(await actOnWorkspace(parts, caller, { type: 'workspace.import-services', data: body }), async () =>
          reply(200, await wholeMap(hosting)),
        ),
    }),
  ];
}

async function setService(
  parts: Commanding,
  { caller, params, body }: Exchange<Caller, z.output<typeof drawn>, unknown>,
): Promise<Answer<typeof oneService>> {
  const wanted = check(service, { ...body, id: params['id'] });
  if (!wanted.ok) return wanted;
  return after(
    await actOnWorkspace(parts, caller, { type: 'workspace.set-service', data: { service: wanted.value } }),
    async () => reply(200, await oneOf(parts.hosting, wanted.value.id)),
  );
}

async function removeService(
  parts: Commanding,
  { caller, params }: Exchange<Caller, unknown, unknown>,
): Promise<Answer<typeof nothing>> {
  const wanted = check(one, { service: params['id'] });
  return wanted.ok
    ? after(
        await actOnWorkspace(parts, caller, { type: 'workspace.remove-service', data: wanted.value }),
        async () => done,
      )
    : wanted;
}

/** By id, so that two exports of the same map are the same file. */
async function wholeMap({ workspace }: Hosting): Promise<z.output<typeof map>> {
  const { services } = (await workspace.fresh()).state;
  return { services: Object.values(services).toSorted((left, right) => (left.id < right.id ? -1 : 1)) };
}

async function oneOf({ workspace }: Hosting, id: string): Promise<Partial<Service>> {
  const { services } = (await workspace.fresh()).state;
  return (Object.hasOwn(services, id) ? services[id] : undefined) ?? {};
}

const after = async <Body>(refusal: NotOk | null, answer: () => Promise<Reply<Body>>): Promise<Reply<Body> | NotOk> =>
  refusal ?? answer();
