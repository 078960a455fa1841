/**
 * Rooms over HTTP: declare, list, read, command, the log.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { command, declaration, type CommandAnswer, type NotOk } from '../../shared/protocol.ts';
import { declare, DEFAULT_POLICY, type RoomState } from '../../shared/room.ts';
import type { Caller } from '../access/caller.ts';
import type { Budgets } from '../budgets/budgets.ts';
import { unseen } from '../edge/room-guard.ts';
import { actRefusal, noteRemoval, outcomeOf, sendCommand, stillStands } from '../sockets/commanding.ts';
import { oldest } from '../sockets/pages.ts';
import type { Hosted, Hosting } from '../rooms/hosting.ts';
import { reply } from './answer.ts';
import { accepted, declaredRoom, log, room, rooms, type Answer } from './answers.ts';
import { roomRoute, route, type Route } from './exchange.ts';
import { listing, pageOf, visible } from './room-list.ts';
import type { Presence } from '../presence/presence.ts';
import type { Metrics } from '../metrics.ts';
import { no } from '../edge/well-formed.ts';

const PAGE = 100;
/** Of one answer: long texts make it short, and the rest is asked for after its last commit. */
export const MOST_LOG_BYTES = 1024 * 1024;

export interface RoomRouteParts {
  readonly hosting: Hosting;
  readonly budgets: Budgets;
  readonly presence: Pick<Presence, 'here'>;
  readonly metrics: Metrics;
  /** This Watchfloor's address, without a slash at its end. */
  readonly address: () => string;
}

const logQuery = z.strictObject({
  after: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(500).optional(),
});

export function roomRoutes(parts: RoomRouteParts): readonly Route[] {
  const { hosting } = parts;
  return [
    route('post', '/api/rooms', {
      id: 'declare',
      gives: [201, declaredRoom],
      about: 'Declare an incident: a new room. The same id again is the same room.',
      body: declaration,
      handle: ({ caller, body }) => declareRoom(parts, caller, body),
    }),
    route('get', '/api/rooms', {
      id: 'listRooms',
      gives: [200, rooms],
      about: 'The rooms, newest first: the open ones by when they were declared, the closed ones by when they closed.',
      query: listing,
      reads: 5,
      handle: async ({ caller, query }) => reply(200, pageOf(visible(await hosting.cards(), caller), query)),
    }),
    roomRoute('get', '/api/rooms/{id}', {
      id: 'readRoom',
      gives: [200, room],
      about: 'The folded room.',
      handle: async ({ hosted: { id, folded } }) => reply(200, { id, ...folded.position, room: folded.state }),
    }),
    roomRoute('get', '/api/rooms/{id}/log', {
      id: 'readLog',
      gives: [200, log],
      about: "The commits after a version, 500 or 1 MB of them at most; the rest comes after the last one's version.",
      query: logQuery,
      handle: ({ caller, hosted, query }) => readLog(caller, hosted, query),
    }),
    commandRoute(parts),
  ];
}

function commandRoute(parts: RoomRouteParts): Route {
  return roomRoute('post', '/api/rooms/{id}/commands', {
    id: 'sendCommand',
    gives: [200, accepted],
    about: 'Send one command. The same id again gets the same answer.',
    body: command,
    handle: async ({ caller, hosted, body: wish, audit }) => {
      const answer = await sendCommand(parts, caller, { hosted, wish });
      if (answer.ok) noteRemoval(audit, caller, { room: hosted.id, wish });
      parts.metrics.count('watchfloor_commands_total', { outcome: outcomeOf(answer) });
      return answer.ok ? reply(200, answer) : answer;
    },
  });
}

async function declareRoom(
  { hosting, budgets, address }: RoomRouteParts,
  caller: Caller,
  wish: z.output<typeof declaration>,
): Promise<Answer<typeof declaredRoom>> {
  const refusal = actRefusal(caller) ?? wishRefusal(caller, wish);
  if (refusal !== null) return refusal;
  const request = wish.id ?? randomUUID();
  // A room that was declared before is only returned again.
  const tooMany = Object.hasOwn(hosting.workspace.folded.state.rooms, request)
    ? null
    : await budgets.seldom('room', caller.actor.id);
  if (tooMany !== null) return tooMany;
  const room = await register(hosting, caller, request);
  if (typeof room !== 'string') {
    await budgets.windows.giveBack('room', caller.actor.id);
    return room;
  }
  const declared = await declareOnce(hosting, caller, { room, request, wish });
  return declared.ok
    ? reply(201, { id: room, url: `${address()}/rooms/${room}`, version: declared.version })
    : declared;
}

/** What does not exist yet is refused, never accepted and left out. Rules of a room are set by administrators. */
function wishRefusal(caller: Caller, wish: z.output<typeof declaration>): NotOk | null {
  // The person who declares holds command; a person invited as an observer stays one until a commander admits them.
  if (caller.person?.observer === true) return no('access.observer');
  if (wish.private === true || wish.kind === 'security') return no('incident.private-not-yet');
  return wish.policy !== undefined && caller.person?.administrator !== true ? no('access.not-administrator') : null;
}

/** The room's id, given out once for each request. */
async function register(hosting: Hosting, caller: Caller, request: string): Promise<string | NotOk> {
  const { workspace } = hosting;
  const answer = await workspace.send(
    { id: request, type: 'workspace.register-room', data: { request } },
    { actor: caller.actor },
  );
  if (!answer.ok) return answer;
  const known = workspace.folded.state.rooms[request] ?? (await workspace.fresh()).state.rooms[request];
  return known ?? no('unconfirmed');
}

async function declareOnce(
  hosting: Hosting,
  caller: Caller,
  { room, request, wish }: { room: string; request: string; wish: z.output<typeof declaration> },
): Promise<CommandAnswer> {
  const hosted = await hosting.unwritten(room);
  await hosted.fresh();
  const [first] = await hosted.after(0, 1);
  // A repeat gets its room, even if it now says it in other words; another person's id is not theirs to repeat.
  if (first !== undefined)
    return first.commandId === request && first.by === caller.actor.id
      ? { ok: true, version: first.version }
      : no('command.id-taken');
  const { title, severity, impact, services, kind = 'incident' } = wish;
  const policy = { ...DEFAULT_POLICY, ...hosting.workspace.folded.state.policy, ...wish.policy };
  const known = { ...(impact === undefined ? {} : { impact }), ...(services === undefined ? {} : { services }) };
  const data = { title, severity, kind, policy, ...known };
  return hosted.send(declare(request, data), { actor: caller.actor, stands: () => stillStands(hosting, caller) });
}

async function readLog(
  caller: Caller,
  hosted: Hosted<RoomState>,
  { after = 0, limit = PAGE }: z.output<typeof logQuery>,
): Promise<Answer<typeof log>> {
  const { position } = hosted.folded;
  const commits = await oldest(hosted, after, { commits: limit, bytes: MOST_LOG_BYTES });
  // Asked again: they may have been removed while it was read.
  return unseen(caller, hosted) ?? reply(200, { commits, version: position.version });
}
