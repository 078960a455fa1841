/**
 * A room as it was, at an instant or at a version of its log: the state that everyone's screen was drawn from then.
 * Guarded like the log it is folded from; of one person one is folded at a time, and a few of all.
 */
import { z } from 'zod';
import { recordedPresence } from '../../shared/presence.ts';
import type { RoomState } from '../../shared/room.ts';
import { instant } from '../../shared/texts.ts';
import type { Caller } from '../access/caller.ts';
import { Turns, type TurnLimits } from '../budgets/turns.ts';
import { unseen } from '../edge/room-guard.ts';
import { no } from '../edge/well-formed.ts';
import { roomDomain } from '../rooms/domains.ts';
import type { Hosted } from '../rooms/hosting.ts';
import { Past, versionAt, type NoPast } from '../rooms/past.ts';
import { reply } from './answer.ts';
import { roomThen, type Answer } from './answers.ts';
import { at, inTurn } from './document.ts';
import { roomRoute, type Route } from './exchange.ts';

const LIMITS: TurnLimits = { atOnce: 4, eachPerson: 1, mostWaiting: 200, mostWaitingEach: 20 };
const CODES: Readonly<Record<NoPast, string>> = { law: 'unavailable', broken: 'room.frozen', left: 'busy' };

const query = z
  .strictObject({ time: at.optional(), version: z.coerce.number().int().min(1).optional() })
  .refine((said) => (said.time === undefined) !== (said.version === undefined), 'give either time or version');

interface Asked extends z.output<typeof query> {
  readonly isLeft: () => boolean;
}

export function pastRoutes(): readonly Route[] {
  const past = new Past(roomDomain);
  const turns = new Turns(LIMITS);
  return [
    roomRoute('get', '/api/rooms/{id}/at', {
      id: 'readRoomAt',
      gives: [200, roomThen],
      about: 'The folded room as it was at an instant, or at a version of its log.',
      query,
      reads: 5,
      handle: ({ caller, hosted, response, query: said }) =>
        inTurn(turns, caller.actor.id, () =>
          readThen(past, { caller, hosted }, { ...said, isLeft: () => response.closed }),
        ),
    }),
  ];
}

async function readThen(
  past: Past<RoomState>,
  { caller, hosted }: { readonly caller: Caller; readonly hosted: Hosted<RoomState> },
  { time, version: wanted, isLeft }: Asked,
): Promise<Answer<typeof roomThen>> {
  const newest = hosted.folded.position.version;
  const version = wanted ?? (await versionAt(hosted, instant.parse(time)));
  if (version > newest) return no('room.no-such-version', { newest });
  if (version === 0) return no('room.not-yet', { openedAt: (await hosted.after(0, 1))[0]?.at });
  const then = await past.at(hosted, version, isLeft);
  if (typeof then === 'string') return no(CODES[then]);
  const { state, position } = then;
  // Asked again: they may have been removed while it was read.
  return (
    unseen(caller, hosted) ??
    reply(200, { ...position, at: then.at, newest, room: state, presence: recordedPresence(state) })
  );
}
