/**
 * Command, as rules: exactly one person holds the floor from declaration to close, and it moves only by the receiver's
 * own act.
 *
 *   declared / reopened --> begun (provisional) --> confirmed --> passed | assumed | taken (epoch + 1) --> ... --> ended at close
 *
 * Every act of the commander carries the epoch; the table refuses a stale one before anything here is asked. What an
 * offer may do stands in offers.ts, the walk through the tasks in walk.ts, the questions around it in questions.ts,
 * breaking the glass in assume.ts.
 */
import { accept, refuse, type Rules } from '../decider.ts';
import type { AnyEvent, Context, Following } from '../envelope.ts';
import { isResponder } from '../standing.ts';
import { assume } from './assume.ts';
import { evolve, initial } from './evolve.ts';
import {
  acceptOffer,
  addToBrief,
  decline,
  editBrief,
  ended,
  extend,
  offer,
  relieved,
  setAloud,
  walkOn,
  withdraw,
} from './offers.ts';
import { endProxy, nameProxy, proxyLeft } from './proxy.ts';
import { answerRequest, askRelief, challenge, offerRelief, present, request } from './questions.ts';
import type { FloorVerdict, Sees } from './sees.ts';
import type { FloorCommand, FloorEvent } from './words.ts';

export const rules: Rules<Sees['floor'], FloorCommand, FloorEvent, Sees> = {
  initial,
  authority: {
    'floor.confirm': { who: 'floor' },
    'floor.take': { who: 'responder' },
    'floor.offer': { who: 'floor' },
    'floor.set-aloud': { who: 'floor' },
    'floor.walk': { who: 'floor' },
    'floor.add-to-brief': { who: 'responder' },
    'floor.edit-brief': { who: 'floor' },
    'floor.withdraw': { who: 'floor' },
    'floor.accept': { who: 'responder' },
    'floor.decline': { who: 'responder' },
    'floor.extend': { who: 'responder' },
    'floor.relieved': { who: 'responder' },
    'floor.request': { who: 'member' },
    'floor.answer-request': { who: 'floor' },
    'floor.ask-relief': { who: 'floor' },
    'floor.offer-relief': { who: 'responder' },
    'floor.challenge': { who: 'speaker' },
    'floor.present': { who: 'floor' },
    'floor.name-proxy': { who: 'floor' },
    'floor.end-proxy': { who: 'responder' },
    'floor.assume': { who: 'responder' },
  },
  decide,
  evolve,
  due: (room) => room.floor.offer?.expiresAt ?? null,
  settle: ({ floor: { offer: open } }) =>
    open === null ? [] : [{ type: 'floor.offer-lapsed', data: { offerId: open.id, from: open.from, to: open.to } }],
  follow,
};

function decide(room: Sees, command: FloorCommand, context: Context): FloorVerdict {
  if (isAloud(command)) return decideAloud(room, command, context);
  switch (command.type) {
    case 'floor.confirm':
      return confirm(room);
    case 'floor.take':
      return take(room, context);
    case 'floor.offer':
      return offer(room, command.data, context);
    case 'floor.add-to-brief':
      return addToBrief(room, command.data, context);
    case 'floor.edit-brief':
      return editBrief(room, command.data);
    case 'floor.withdraw':
      return withdraw(room, command.data);
    case 'floor.accept':
      return acceptOffer(room, command.data, context);
    case 'floor.decline':
      return decline(room, command.data, context);
    case 'floor.extend':
      return extend(room, command.data, context);
    case 'floor.relieved':
      return relieved(room, context);
    case 'floor.request':
      return request(room, command.data, context);
    case 'floor.answer-request':
      return answerRequest(room, command.data);
    case 'floor.ask-relief':
      return askRelief(room, command.data, context);
    case 'floor.offer-relief':
      return offerRelief(room, context);
    case 'floor.challenge':
      return challenge(room, context);
    case 'floor.present':
      return present(room, context);
    case 'floor.assume':
      return assume(room, command.data.why, context);
  }
}

const ALOUD = ['floor.set-aloud', 'floor.walk', 'floor.name-proxy', 'floor.end-proxy'] as const;
type AloudCommand = Extract<FloorCommand, { type: (typeof ALOUD)[number] }>;
const isAloud = (command: FloorCommand): command is AloudCommand => (ALOUD as readonly string[]).includes(command.type);

/** What belongs to a command that is led, or handed over, aloud. */
function decideAloud(room: Sees, command: AloudCommand, context: Context): FloorVerdict {
  switch (command.type) {
    case 'floor.set-aloud':
      return setAloud(room, command.data);
    case 'floor.walk':
      return walkOn(room, command.data, context);
    case 'floor.name-proxy':
      return nameProxy(room, command.data, context);
    case 'floor.end-proxy':
      return endProxy(room, context);
  }
}

/** "I have command." Refusals: already-confirmed. */
function confirm({ floor: { provisional, holder, since } }: Sees): FloorVerdict {
  if (!provisional || holder === null) return refuse('floor.already-confirmed', { since });
  return accept({ type: 'floor.confirmed', data: { holder } });
}

/** Refusals: already-yours, not-for-taking (the room's policy), not-provisional, not-trained. */
function take(room: Sees, { actor }: Context): FloorVerdict {
  const { holder, since, epoch, provisional } = room.floor;
  if (holder === null || holder === actor.id) return refuse('floor.already-yours', { since });
  if (room.incident.policy.firstCommand !== 'trained') return refuse('floor.not-for-taking', { holder });
  if (!provisional) return refuse('floor.not-provisional', { holder, since });
  if (!actor.trained) return refuse('floor.not-trained');
  return accept(...ended(room, 'taken'), {
    type: 'floor.taken',
    data: { from: holder, to: actor.id, epoch: epoch + 1 },
  });
}

/** Command begins and ends with the incident; the holder's acts confirm it and answer for them. */
function follow(room: Sees, event: AnyEvent, { actor, commandersAct }: Following): readonly FloorEvent[] {
  const { holder, epoch } = room.floor;
  switch (event.type) {
    case 'incident.declared':
      return [{ type: 'floor.begun', data: { holder: actor.id, epoch: epoch + 1, how: 'declared' } }];
    case 'incident.reopened':
      return [{ type: 'floor.begun', data: { holder: actor.id, epoch: epoch + 1, how: 'reopened' } }];
    case 'incident.closed':
      return holder === null ? [] : [...ended(room, 'closed'), { type: 'floor.ended', data: { from: holder, epoch } }];
    default:
      return [...receiverLeft(room), ...proxyLeft(room), ...signsOfLife(room, actor.id, commandersAct)];
  }
}

/** The receiver was removed, or is no longer a responder. */
function receiverLeft(room: Sees): readonly FloorEvent[] {
  const to = room.floor.offer?.to;
  return to === undefined || isResponder(room, to) ? [] : ended(room, 'receiver-left');
}

function signsOfLife({ floor: state }: Sees, actor: string, commandersAct: boolean): readonly FloorEvent[] {
  if (state.holder !== actor) return [];
  const signs: FloorEvent[] = [];
  if (state.provisional && commandersAct) signs.push({ type: 'floor.confirmed', data: { holder: actor } });
  if (state.challenge !== null) signs.push({ type: 'floor.presented', data: { holder: actor, how: 'act' } });
  return signs;
}
