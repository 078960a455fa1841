/**
 * The headings with which new documents open, over HTTP: read by everybody who is signed in, set by administrators. The workspace's
 * own law says who may.
 */
import { commands } from '../../shared/workspace/words.ts';
import type { Hosting } from '../rooms/hosting.ts';
import { reply, route, type Reply, type Route } from './http-exchange.ts';
import { actOnWorkspace } from './workspace-acts.ts';

export function templateRoutes({ hosting }: { readonly hosting: Hosting }): readonly Route[] {
  const present = async (): Promise<Reply> =>
    reply(200, { headings: (await hosting.workspace.fresh()).state.template });
  return [
    route('get', '/api/template', { about: 'The headings with which new documents open.', handle: present }),
    route('put', '/api/template', {
      about: 'Set the headings with which new documents open (administrators); none for an empty document.',
      body: commands['workspace.set-template'],
      handle: async ({ caller, body }) =>
        (await actOnWorkspace(hosting, caller, { type: 'workspace.set-template', data: body })) ?? present(),
    }),
  ];
}
