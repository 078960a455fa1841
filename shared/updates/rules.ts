/**
 * The rules of status updates: who may write to which audience, what is promised, and what a reached promise does. Two
 * audiences, a promise each; a post settles its own audience's and states the next, or that it was the last. Customer
 * updates are approved first. The room owes the update, not a person: promises are state, so they outlive every browser
 * and every handoff. rhythm.ts knows how often, ladder.ts who is told when, follow.ts what the incident's own moves
 * mean here.
 */
import { accept, refuse, type Authority, type Refused, type Rules, type Verdict } from '../decider.ts';
import type { Context } from '../envelope.ts';
import { earliest, isReached, plusSeconds, secondsBetween, type Instant } from '../instants.ts';
import { floorRefusal, holdsSeat, memberOf, type SeesStanding } from '../standing.ts';
import { AUDIENCES, cleared, follow, type SeesIncident } from './follow.ts';
import { HOLDING_AFTER_SECONDS, nextRingAt, peopleOf, reachedRung } from './ladder.ts';
import { publisherOf, WRITERS } from './publisher.ts';
import { mayBeLast, MOST_AHEAD_SECONDS } from './rhythm.ts';
import { evolve, initial } from './state.ts';
import type { Audience, Draft, UpdatesCommand, UpdatesEvent, UpdatesState } from './words.ts';

interface Sees extends SeesStanding, SeesIncident {}

type Say<Type extends UpdatesCommand['type']> = Extract<UpdatesCommand, { type: Type }>['data'];
type Answer = Verdict<UpdatesEvent>;

const authority: Readonly<Record<UpdatesCommand['type'], Authority>> = {
  'updates.set-rhythm': { who: 'floor' },
  'updates.draft': { who: 'responder' },
  'updates.approve': { who: 'floor', seats: ['deputy'] },
  'updates.reject': { who: 'floor' },
  'updates.post': { who: 'responder', typed: { unless: { audience: 'external' } } },
  'updates.promise': { who: 'floor' },
};

function decide(room: Sees, command: UpdatesCommand, context: Context): Answer {
  switch (command.type) {
    case 'updates.set-rhythm':
      return setRhythm(room, command.data, context);
    case 'updates.draft': {
      const { text, nextAt } = command.data;
      const refusal = writerRefusal(room, context) ?? nextRefusal(room, { audience: 'external', nextAt }, context.now);
      return (
        refusal ??
        accept({ type: 'updates.drafted', data: { id: context.commandId, by: context.actor.id, text, nextAt } })
      );
    }
    case 'updates.approve':
      return approve(room, command.data, context);
    case 'updates.reject': {
      const { draft } = command.data;
      const found = draftOf(room, draft);
      if (found === null) return refuse('updates.no-such-draft', { draft });
      if (found.sentBack !== null) return refuse('updates.draft-lapsed', { draft });
      return accept({ type: 'updates.rejected', data: command.data });
    }
    case 'updates.post':
      return post(room, command.data, context);
    case 'updates.promise':
      return snooze(room, command.data, context);
  }
}

/**
 * Brings promises nearer or ends them; a rhythm alone never pushes one later (that is snoozing, on the record as such).
 */
function setRhythm(room: Sees, data: Say<'updates.set-rhythm'>, context: Context): Answer {
  const everySeconds = data.everySeconds ?? null;
  const chosen = data.audience === undefined ? AUDIENCES : [data.audience];
  const events = chosen.flatMap((audience): readonly UpdatesEvent[] => {
    const set: UpdatesEvent = { type: 'updates.rhythm-set', data: { audience, everySeconds, why: data.why } };
    if (everySeconds === null) return [set, ...cleared(room, audience, 'off')];
    const nextAt = plusSeconds(context.now, everySeconds);
    const open = room.updates.promises[audience];
    // Customers are promised nothing before the first post to them, and after a last one only by name.
    const owed = audience === 'internal' || (data.audience === audience && room.updates.last[audience] !== null);
    const nearer = open === null ? owed : nextAt < open.nextAt;
    return nearer
      ? [set, { type: 'updates.promised', data: { audience, nextAt, cause: 'rhythm', why: data.why } }]
      : [set];
  });
  return accept(...events);
}

/**
 * The holder, by the floor's epoch; the deputy only while the holder is unseen or the external update is long overdue.
 * What they change in the text is an event of its own, before the approval.
 */
function approve(room: Sees, { draft: id, text }: Say<'updates.approve'>, context: Context): Answer {
  if (context.actor.id !== room.floor.holder && !deputyMayApprove(room, context.now))
    return refuse('updates.not-yours-to-approve', { holder: room.floor.holder });
  const draft = draftOf(room, id);
  if (draft === null) return refuse('updates.no-such-draft', { draft: id });
  if (draft.lapsed) return refuse('updates.draft-lapsed', { draft: id });
  if (draft.approvedBy !== null) return refuse('updates.already-approved', { by: draft.approvedBy });
  const by = context.actor.id;
  const approved: UpdatesEvent = { type: 'updates.approved', data: { draft: id, by } };
  if (text === undefined || text === draft.text) return accept(approved);
  return accept<UpdatesEvent>({ type: 'updates.edited', data: { draft: id, by, text } }, approved);
}

function deputyMayApprove(room: Sees, now: Instant): boolean {
  const { holder } = room.floor;
  const lostAt = holder === null ? null : (memberOf(room, holder)?.linkLostAt ?? null);
  if (lostAt !== null && secondsBetween(lostAt, now) >= room.incident.policy.deputyAfterSeconds) return true;
  const { external } = room.updates.promises;
  return external !== null && isReached(plusSeconds(external.nextAt, HOLDING_AFTER_SECONDS), now);
}

function post(room: Sees, data: Say<'updates.post'>, context: Context): Answer {
  const { audience, text, nextAt, draft } = data;
  const allowed =
    writerRefusal(room, context) ?? (audience === 'external' ? externalRefusal(room, data, context) : null);
  const refusal = allowed ?? nextRefusal(room, data, context.now);
  if (refusal !== null) return refusal;
  const promised = room.updates.promises[audience];
  const lateSeconds = promised === null ? 0 : Math.max(0, Math.floor(secondsBetween(promised.nextAt, context.now)));
  const from = draft === undefined || audience === 'internal' ? {} : { draft };
  return accept({
    type: 'updates.posted',
    data: { audience, by: context.actor.id, text, nextAt, ...from, lateSeconds },
  });
}

/**
 * The commander's own post, with the epoch, is its own approval; all others need an approved draft with the very same
 * text.
 */
function externalRefusal(room: Sees, data: Say<'updates.post'>, context: Context): Refused | null {
  const { holder, epoch } = room.floor;
  const stale = context.epoch !== undefined && context.epoch !== epoch;
  if (data.draft === undefined)
    return context.actor.id === holder || stale
      ? floorRefusal(room, context)
      : refuse('updates.approval-needed', { holder });
  if (context.actor.id === holder && context.epoch === epoch) return null;
  const draft = draftOf(room, data.draft);
  if (draft === null) return refuse('updates.no-such-draft', { draft: data.draft });
  if (draft.lapsed) return refuse('updates.draft-lapsed', { draft: draft.id });
  if (draft.approvedBy === null) return refuse('updates.draft-not-approved', { draft: draft.id, holder });
  if (draft.text !== data.text) return refuse('updates.draft-differs', { draft: draft.id });
  const publisher = publisherOf(room, draft);
  return context.actor.id === holder || publisher === null || publisher === context.actor.id
    ? null
    : refuse('updates.not-yours-to-publish', { publisher });
}

function snooze(room: Sees, data: Say<'updates.promise'>, context: Context): Answer {
  const { nextAt, why } = data;
  const refusal = timeRefusal(nextAt, context.now);
  if (refusal !== null) return refusal;
  const open = AUDIENCES.filter(
    (audience) => room.updates.promises[audience] !== null && (data.audience ?? audience) === audience,
  );
  if (open.length === 0) return refuse('updates.nothing-promised');
  return accept(
    ...open.map((audience) => ({
      type: 'updates.promised' as const,
      data: { audience, nextAt, cause: 'snoozed' as const, why },
    })),
  );
}

function writerRefusal(room: Sees, context: Context): Refused | null {
  const { id } = context.actor;
  return id === room.floor.holder || holdsSeat(room, id, WRITERS)
    ? null
    : refuse('updates.not-yours-to-post', { holder: room.floor.holder });
}

/**
 * An update says when the next one is due; that it is the last may be said once the harm is stopped, or while no
 * schedule asks for more.
 */
function nextRefusal(room: Sees, said: { audience: Audience; nextAt: Instant | null }, now: Instant): Refused | null {
  if (said.nextAt === null)
    return mayBeLast(room, said.audience) ? null : refuse('updates.next-needed', { status: room.incident.status });
  return timeRefusal(said.nextAt, now);
}

function timeRefusal(nextAt: Instant, now: Instant): Refused | null {
  if (nextAt <= now) return refuse('updates.next-in-the-past', { nextAt, now });
  const last = plusSeconds(now, MOST_AHEAD_SECONDS);
  return nextAt <= last ? null : refuse('updates.next-too-far', { nextAt, last });
}

function draftOf(room: Sees, id: string): Draft | null {
  return room.updates.drafts.find((draft) => draft.id === id) ?? null;
}

function due(room: Sees): Instant | null {
  return earliest(AUDIENCES.map((audience) => nextRingAt(room.updates.promises[audience])));
}

/** One rung for each audience that has reached one: the latest, however many were missed. */
function settle(room: Sees, context: Context): readonly UpdatesEvent[] {
  return AUDIENCES.flatMap((audience): readonly UpdatesEvent[] => {
    const promised = room.updates.promises[audience];
    const rung = reachedRung(promised, context.now);
    if (promised === null || rung === null) return [];
    return [
      { type: `updates.${rung}`, data: { audience, nextAt: promised.nextAt, to: [...peopleOf(room, rung, audience)] } },
    ];
  });
}

export const rules: Rules<UpdatesState, UpdatesCommand, UpdatesEvent, Sees> = {
  initial,
  authority,
  decide,
  evolve,
  due,
  settle,
  follow,
};
