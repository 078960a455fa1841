/** Invite links over HTTP: made, listed and revoked by those who may; joining by one is in links.ts. */
import type { z } from 'zod';
import { invite } from '../../shared/protocol.ts';
import { mayAct, type Caller } from '../access/caller.ts';
import type { Inviting } from '../access/inviting.ts';
import { actRefusal } from '../sockets/commanding.ts';
import { opensTooMuch, roomFor } from '../edge/room-guard.ts';
import { no } from '../edge/well-formed.ts';
import type { Hosting } from '../rooms/hosting.ts';
import { done, reply } from './answer.ts';
import { invites, madeInvite, nothing, type Answer } from './answers.ts';
import { route, type Exchange, type Route } from './exchange.ts';

export interface InviteRouteParts {
  readonly hosting: Hosting;
  readonly inviting: Inviting;
  readonly address: () => string;
}

export function inviteRoutes(parts: InviteRouteParts): readonly Route[] {
  return [
    route('post', '/api/invites', {
      id: 'makeInvite',
      gives: [201, madeInvite],
      about: 'Create an invite link.',
      body: invite,
      handle: (exchange) => makeInvite(parts, exchange),
    }),
    route('get', '/api/invites', {
      id: 'listInvites',
      gives: [200, invites],
      about: 'The open invite links that you made; all of them for administrators.',
      handle: ({ caller }) => listInvites(parts, caller),
    }),
    route('delete', '/api/invites/{id}', {
      id: 'revokeInvite',
      gives: [204, nothing],
      about: 'Revoke an invite link (your own; any for administrators).',
      handle: (exchange) => revokeInvite(parts, exchange),
    }),
  ];
}

async function makeInvite(
  { inviting, hosting, address }: InviteRouteParts,
  { caller, body, audit }: Exchange<Caller, z.output<typeof invite>, unknown>,
): Promise<Answer<typeof madeInvite>> {
  if (!caller.administrator && !mayAct(caller)) return no('access.scope');
  const { role, room, uses, expiresInHours: hours } = body;
  const by = caller.actor.id;
  const found = room === undefined ? null : await roomFor(hosting, caller, room);
  if (found?.ok === false) return found;
  const tooMuch = await opensTooMuch(hosting, { by, isAdministrator: caller.administrator, role, room: room ?? null });
  if (tooMuch !== null) return tooMuch;
  const made = await inviting.make({ role, room, uses, hours }, caller.actor);
  if (!made.ok) return made;
  audit('invite.made', { invite: short(made.id), by, role, room, uses: uses ?? 1 });
  return reply(201, { id: made.id, url: `${address()}/join/${made.code}` });
}

async function listInvites({ inviting }: InviteRouteParts, caller: Caller): Promise<Answer<typeof invites>> {
  const open = (await inviting.open()).filter(({ by }) => caller.administrator || by === caller.actor.id);
  return reply(200, {
    invites: open.map(({ id, by, role, room, uses, of, madeAt, expiresAt }) => ({
      id,
      by,
      role,
      room,
      uses,
      of,
      madeAt,
      expiresAt,
    })),
  });
}

async function revokeInvite(
  { inviting }: InviteRouteParts,
  { caller, params, audit }: Exchange<Caller, unknown, unknown>,
): Promise<Answer<typeof nothing>> {
  const id = params['id'] ?? '';
  if (!/^[0-9a-f]{64}$/.test(id)) return no('workspace.unknown-invite');
  const refusal = (caller.administrator ? null : actRefusal(caller)) ?? (await inviting.revoke(id, caller.actor));
  if (refusal !== null) return refusal;
  audit('invite.revoked', { invite: short(id), by: caller.actor.id });
  return done;
}

/** Enough of an invite's name to find it in the log again. */
export const short = (id: string): string => id.slice(0, 16);
