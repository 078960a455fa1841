/**
 * The map of services over HTTP: read by everybody who is signed in, drawn by administrators and by the owners of services. The
 * workspace's own law says who may what. Reading it whole is also how it is exported: the same list can be imported again.
 */
import { z } from 'zod';
import type { NotOk } from '../../shared/protocol.ts';
import { commands, service } from '../../shared/workspace/words.ts';
import { check } from '../door/well-formed.ts';
import type { Hosting } from '../rooms/hosting.ts';
import { reply, route, type Reply, type Route } from './http-exchange.ts';
import { actOnWorkspace } from './workspace-acts.ts';

export interface ServiceRouteParts {
  readonly hosting: Hosting;
}

/** A whole map in one file: larger than a command, smaller than what a body may be. */
const MOST_MAP_BYTES = 960 * 1024;

const drawn = service.omit({ id: true });
const one = z.strictObject({ service: service.shape.id });

export function serviceRoutes({ hosting }: ServiceRouteParts): readonly Route[] {
  return [
    route('get', '/api/services', {
      about: 'The map of services; also what an import takes.',
      handle: async () => reply(200, await wholeMap(hosting)),
    }),
    route('put', '/api/services/{id}', {
      about: 'Set one service, new or in place of the one with this id (administrators, and its owner).',
      body: drawn,
      handle: async ({ caller, params, body }) => {
        const wanted = check(service, { ...body, id: params['id'] });
        if (!wanted.ok) return wanted;
        return after(
          await actOnWorkspace(hosting, caller, { type: 'workspace.set-service', data: { service: wanted.value } }),
          async () => reply(200, await oneOf(hosting, wanted.value.id)),
        );
      },
    }),
    route('delete', '/api/services/{id}', {
      about: 'Take a service off the map (administrators). Nothing depends on it afterwards.',
      handle: async ({ caller, params }) => {
        const wanted = check(one, { service: params['id'] });
        return wanted.ok
          ? after(
              await actOnWorkspace(hosting, caller, { type: 'workspace.remove-service', data: wanted.value }),
              async () => reply(204),
            )
          : wanted;
      },
    }),
    route('post', '/api/services/import', {
      about: 'Import a map (administrators): each service in it is new or replaces, the others stay; all or nothing.',
      body: commands['workspace.import-services'],
      mostBytes: MOST_MAP_BYTES,
      handle: async ({ caller, body }) =>
        after(await actOnWorkspace(hosting, caller, { type: 'workspace.import-services', data: body }), async () =>
          reply(200, await wholeMap(hosting)),
        ),
    }),
  ];
}

/** By id, so that two exports of the same map are the same file. */
async function wholeMap({ workspace }: Hosting): Promise<object> {
  const { services } = (await workspace.fresh()).state;
  return { services: Object.values(services).toSorted((left, right) => (left.id < right.id ? -1 : 1)) };
}

async function oneOf({ workspace }: Hosting, id: string): Promise<object> {
  const { services } = (await workspace.fresh()).state;
  return (Object.hasOwn(services, id) ? services[id] : undefined) ?? {};
}

const after = async (refusal: NotOk | null, answer: () => Promise<Reply>): Promise<Reply | NotOk> =>
  refusal ?? answer();
