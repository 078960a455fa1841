/**
 * The policy with which new rooms begin, over HTTP: read by everyone who is signed in, set by administrators. The
 * workspace's own domain says who may, and which numbers make sense.
 */
import type { z } from 'zod';
import { DEFAULT_POLICY } from '../../shared/room.ts';
import { commands } from '../../shared/workspace/words.ts';
import type { Commanding } from '../sockets/commanding.ts';
import { isConfined } from '../edge/room-guard.ts';
import { no } from '../edge/well-formed.ts';
import { reply, type Reply } from './answer.ts';
import { policy } from './answers.ts';
import { route, type Route } from './exchange.ts';
import { actOnWorkspace } from './workspace-acts.ts';

export function policyRoutes(parts: Commanding): readonly Route[] {
  const { hosting } = parts;
  const present = async (): Promise<Reply<z.input<typeof policy>>> =>
    reply(200, { policy: { ...DEFAULT_POLICY, ...(await hosting.workspace.fresh()).state.policy } });
  return [
    route('get', '/api/policy', {
      id: 'readPolicy',
      gives: [200, policy],
      about: 'The policy with which new rooms begin.',
      handle: async ({ caller }) => (isConfined(caller) ? no('access.one-room') : present()),
    }),
    route('put', '/api/policy', {
      id: 'setPolicy',
      gives: [200, policy],
      about: 'Set numbers of the policy with which new rooms begin (administrators); what is left out stays.',
      body: commands['workspace.set-policy'],
      handle: async ({ caller, body }) =>
        (await actOnWorkspace(parts, caller, { type: 'workspace.set-policy', data: body })) ?? present(),
    }),
  ];
}
