/**
 * The headings with which new documents open, over HTTP: read by everyone who is signed in, set by administrators. The
 * workspace's own domain says who may.
 */
import type { z } from 'zod';
import { commands } from '../../shared/workspace/words.ts';
import type { Commanding } from '../sockets/commanding.ts';
import { isConfined } from '../edge/room-guard.ts';
import { no } from '../edge/well-formed.ts';
import { reply, type Reply } from './answer.ts';
import { template } from './answers.ts';
import { route, type Route } from './exchange.ts';
import { actOnWorkspace } from './workspace-acts.ts';

export function templateRoutes(parts: Commanding): readonly Route[] {
  const { hosting } = parts;
  const present = async (): Promise<Reply<z.input<typeof template>>> =>
    reply(200, { headings: (await hosting.workspace.fresh()).state.template });
  return [
    route('get', '/api/template', {
      id: 'readTemplate',
      gives: [200, template],
      about: 'The headings with which new documents open.',
      handle: async ({ caller }) => (isConfined(caller) ? no('access.one-room') : present()),
    }),
    route('put', '/api/template', {
      id: 'setTemplate',
      gives: [200, template],
      about: 'Set the headings with which new documents open (administrators); none for an empty document.',
      body: commands['workspace.set-template'],
      handle: async ({ caller, body }) =>
        (await actOnWorkspace(parts, caller, { type: 'workspace.set-template', data: body })) ?? present(),
    }),
  ];
}
