/**
 * Rooms over HTTP: declare, list, read, command, the log.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { shownTo, type ListedCard } from '../../shared/card.ts';
import { command, declaration, type CommandAnswer, type NotOk } from '../../shared/protocol.ts';
import { card, declare, DEFAULT_POLICY } from '../../shared/room.ts';
import type { Caller } from '../access/caller.ts';
import { actRefusal, outcomeOf, readable, sendCommand } from '../door/commanding.ts';
import type { Hosting } from '../rooms/hosting.ts';
import { reply, route, type Reply, type Route } from './http-exchange.ts';
import type { Metrics } from '../metrics.ts';
import { no } from '../door/well-formed.ts';

const PAGE = 100;

export interface RoomRouteParts {
  readonly hosting: Hosting;
  readonly metrics: Metrics;
  /** This Watchfloor's address, without a slash at its end. */
  readonly address: () => string;
}

const listing = z.strictObject({ state: z.enum(['open', 'closed']).optional(), cursor: z.string().max(64).optional() });
const logQuery = z.strictObject({
  after: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(500).optional(),
});

export function roomRoutes(parts: RoomRouteParts): readonly Route[] {
  const { hosting, metrics } = parts;
  return [
    route('post', '/api/rooms', {
      about: 'Declare an incident: a new room. The same id again is the same room.',
      body: declaration,
      handle: ({ caller, body }) => declareRoom(parts, caller, body),
    }),
    route('get', '/api/rooms', {
      about: 'The rooms, newest first.',
      query: listing,
      handle: async ({ caller, query }) => reply(200, page(visible(await hosting.cards(), caller), query)),
    }),
    route('get', '/api/rooms/{id}', {
      about: 'The folded room.',
      handle: ({ caller, params }) => readRoom(hosting, caller, params['id'] ?? ''),
    }),
    route('get', '/api/rooms/{id}/log', {
      about: 'The commits after a version.',
      query: logQuery,
      handle: ({ caller, params, query }) => readLog(hosting, caller, { room: params['id'] ?? '', ...query }),
    }),
    route('post', '/api/rooms/{id}/commands', {
      about: 'Send one command. The same id again gets the same answer.',
      body: command,
      handle: async ({ caller, params, body }) => {
        const answer = await sendCommand(hosting, caller, { ...body, room: params['id'] ?? '' });
        metrics.count('watchfloor_commands_total', { outcome: outcomeOf(answer) });
        return answer.ok ? reply(200, answer) : answer;
      },
    }),
  ];
}

async function declareRoom(
  { hosting, address }: RoomRouteParts,
  caller: Caller,
  wish: z.output<typeof declaration>,
): Promise<Reply | NotOk> {
  const refusal = actRefusal(caller) ?? wishRefusal(caller, wish);
  if (refusal !== null) return refusal;
  const request = wish.id ?? randomUUID();
  const room = await register(hosting, caller, request);
  if (typeof room !== 'string') return room;
  const declared = await declareOnce(hosting, caller, { room, request, wish });
  return declared.ok
    ? reply(201, { id: room, url: `${address()}/rooms/${room}`, version: declared.version })
    : declared;
}

/** What does not exist yet is refused, never accepted and left out. Rules of a room are set by administrators. */
function wishRefusal(caller: Caller, wish: z.output<typeof declaration>): NotOk | null {
  // Who declares holds command; who was invited to look on stays an observer until a commander admits them.
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
  // A repeat gets its room, even if it now says it in other words; somebody else's id is not theirs to repeat.
  if (first !== undefined)
    return first.commandId === request && first.by === caller.actor.id
      ? { ok: true, version: first.version }
      : no('command.id-taken');
  const { title, severity, impact, kind = 'incident' } = wish;
  const policy = { ...DEFAULT_POLICY, ...hosting.workspace.folded.state.policy, ...wish.policy };
  const data = { title, severity, kind, policy, ...(impact === undefined ? {} : { impact }) };
  return hosted.send(declare(request, data), { actor: caller.actor });
}

const visible = (cards: readonly ListedCard[], { actor }: Caller): readonly ListedCard[] =>
  cards.flatMap((each) => shownTo(each, actor.id) ?? []);

/** Newest first; the cursor is the last room of the page before. */
function page(cards: readonly ListedCard[], { state = 'open', cursor }: z.output<typeof listing>): object {
  const wanted = cards
    .filter((each) => (each.closedAt === null) === (state === 'open'))
    .sort((one, other) => numberOf(other.id) - numberOf(one.id));
  const from = cursor === undefined ? wanted : wanted.filter((each) => numberOf(each.id) < numberOf(cursor));
  const rooms = from.slice(0, PAGE);
  return { rooms, ...(from.length > PAGE ? { cursor: rooms.at(-1)?.id } : {}) };
}

const numberOf = (room: string): number => Number(room.slice(room.indexOf('-') + 1));

async function readRoom(hosting: Hosting, caller: Caller, id: string): Promise<Reply | NotOk> {
  const hosted = await readable(hosting, caller, id);
  if (hosted === null) return no('room.unknown');
  const { state, position } = await hosted.fresh();
  return card(state) === null ? no('room.unknown') : reply(200, { id, ...position, room: state });
}

async function readLog(
  hosting: Hosting,
  caller: Caller,
  { room, after = 0, limit = PAGE }: { room: string; after?: number | undefined; limit?: number | undefined },
): Promise<Reply | NotOk> {
  const hosted = await readable(hosting, caller, room);
  if (hosted === null) return no('room.unknown');
  const { position } = await hosted.fresh();
  return reply(200, { commits: await hosted.after(after, limit), version: position.version });
}
