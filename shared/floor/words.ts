/**
 * What can be said about command: the floor is one token, and these are all the commands and events that can move it.
 * The floor moves only by the receiver's own act: accept, assume, take. Everything else only prepares, asks or ends.
 */
import { z } from 'zod';
import { id, line, text, type Said } from '../texts.ts';
import type { Instant } from '../instants.ts';

export const trend = z.enum(['worse', 'steady', 'better']);
export const reason = z.enum(['tired', 'overwhelmed', 'shift', 'joining-the-fix', 'personal', 'other']);

/**
 * What the giver hands over in words (ICS-201, I-PASS). Severity, tasks, promises and people are read from the room.
 */
export const brief = z.strictObject({
  trend,
  /** If this happens, do that: 1 to 10 lines; "none" is an answer. */
  ifThen: z.array(line(300)).min(1).max(10),
  impact: text.optional(),
  plan: text.optional(),
  /** What was checked and ruled out. */
  ruledOut: z.array(line(300)).max(20).optional(),
  why: reason.optional(),
});
export type Brief = z.infer<typeof brief>;

/** As many as a room may have open. */
const MOST_TASKS = 300;
const handedTasks = {
  /** Others' open tasks: "I have it". */
  taken: z.array(id).max(MOST_TASKS),
  /** The receiver's own: reassigned, stopped, or kept because no one else is here to do them. */
  passedOn: z
    .array(z.strictObject({ taskId: id, to: id }))
    .max(MOST_TASKS)
    .optional(),
  stopped: z.array(id).max(MOST_TASKS).optional(),
  kept: z
    .array(z.strictObject({ taskId: id, why: line(300) }))
    .max(MOST_TASKS)
    .optional(),
};

export const commands = {
  'floor.confirm': z.strictObject({}),
  'floor.take': z.strictObject({}),
  /** `aloud`: the giver has said it all on the call already; the receiver may accept the short way. */
  'floor.offer': z.strictObject({ to: id, brief, aloud: z.boolean().optional() }),
  'floor.set-aloud': z.strictObject({ aloud: z.boolean() }),
  'floor.add-to-brief': z.strictObject({ text }),
  /** While the offer stands: the fields that are given replace the brief's; the receiver reads it live. */
  'floor.edit-brief': z.strictObject(brief.partial().shape),
  'floor.withdraw': z.strictObject({ offerId: id.optional() }),
  /** `short`: "I heard the brief and have the tasks as listed"; only what was handed over aloud. */
  'floor.accept': z.strictObject({ offerId: id, readBack: line(500), short: z.boolean().optional(), ...handedTasks }),
  /** What a short acceptance left to be gone through. */
  'floor.walk': z.strictObject(handedTasks),
  'floor.decline': z.strictObject({ offerId: id, why: line(300) }),
  'floor.extend': z.strictObject({ offerId: id }),
  'floor.relieved': z.strictObject({}),
  'floor.request': z.strictObject({ why: line(300).optional() }),
  'floor.answer-request': z.strictObject({ requestId: id, answer: z.literal('no'), why: line(300).optional() }),
  'floor.ask-relief': z.strictObject({ why: line(300).optional() }),
  'floor.offer-relief': z.strictObject({}),
  'floor.challenge': z.strictObject({}),
  'floor.present': z.strictObject({}),
  /** From now on this person types for the commander, instead of anyone who did. */
  'floor.name-proxy': z.strictObject({ person: id }),
  'floor.end-proxy': z.strictObject({}),
  'floor.assume': z.strictObject({ why: line(300) }),
};

/** The facts that allowed an assumption, kept in the log because the review will ask. */
const assumeFacts = z.object({
  /** removed: an administrator removed the holder · unseen: link lost and silent · silent: asked, did not answer */
  ground: z.enum(['removed', 'unseen', 'silent']),
  since: z.string(),
  seconds: z.int(),
  asDeputy: z.boolean(),
});
export type AssumeFacts = z.infer<typeof assumeFacts>;

export const events = {
  /** A tenure that begins without a giver: at declaration and at reopening. Always provisional. */
  'floor.begun': z.object({ holder: id, epoch: z.int(), how: z.enum(['declared', 'reopened']) }),
  'floor.confirmed': z.object({ holder: id }),
  'floor.taken': z.object({ from: id, to: id, epoch: z.int() }),
  'floor.offered': z.object({ id, from: id, to: id, brief, expiresAt: z.string(), aloud: z.boolean().optional() }),
  'floor.aloud-set': z.object({ offerId: id, from: id, to: id, aloud: z.boolean() }),
  'floor.brief-added': z.object({ text: z.string() }),
  'floor.brief-edited': z.object({ offerId: id, brief }),
  'floor.withdrawn': z.object({ offerId: id, to: id }),
  'floor.passed': z.object({
    offerId: id,
    from: id,
    to: id,
    epoch: z.int(),
    readBack: z.string(),
    ...handedTasks,
    /** Handed over aloud and accepted the short way: `later` are the tasks that the new commander still goes through. */
    short: z.literal(true).optional(),
    later: z.array(id).optional(),
  }),
  'floor.walked': z.object({ by: id, ...handedTasks }),
  'floor.declined': z.object({ offerId: id, from: id, by: id, why: z.string() }),
  'floor.extended': z.object({ offerId: id, expiresAt: z.string() }),
  'floor.offer-lapsed': z.object({ offerId: id, from: id, to: id }),
  'floor.offer-ended': z.object({
    offerId: id,
    from: id,
    to: id,
    cause: z.enum(['assumed', 'taken', 'receiver-left', 'closed']),
  }),
  'floor.stood-relieved': z.object({ person: id }),
  'floor.requested': z.object({ id, by: id, why: z.string().optional() }),
  'floor.request-answered': z.object({ requestId: id, by: id, answer: z.literal('no'), why: z.string().optional() }),
  'floor.relief-asked': z.object({ by: id, why: z.string().optional() }),
  'floor.relief-offered': z.object({ by: id }),
  'floor.challenged': z.object({ id, by: id, answerBy: z.string() }),
  /** The holder answered: by saying so, or by any accepted act. */
  'floor.presented': z.object({ holder: id, how: z.enum(['said', 'act']) }),
  'floor.proxy-named': z.object({ holder: id, proxy: id }),
  'floor.proxy-ended': z.object({ holder: id, proxy: id, cause: z.enum(['stopped', 'left', 'disconnected']) }),
  'floor.assumed': z.object({ from: id, to: id, epoch: z.int(), why: z.string(), facts: assumeFacts }),
  'floor.ended': z.object({ from: id, epoch: z.int() }),
};

export type FloorCommand = Said<typeof commands>;
export type FloorEvent = Said<typeof events>;

export interface Offer {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly brief: Brief;
  readonly additions: readonly string[];
  readonly offeredAt: Instant;
  readonly expiresAt: Instant;
  /** The receiver has used their one "5 more minutes". */
  readonly extended: boolean;
  /** The giver has handed over on the call already. Absent: not. */
  readonly aloud?: boolean | undefined;
}

/** One link of the command chain: who had command, from when until when, and how they came to it. */
export interface Tenure {
  readonly epoch: number;
  readonly holder: string;
  readonly since: Instant;
  readonly until: Instant | null;
  readonly how: 'declared' | 'reopened' | 'accepted' | 'assumed' | 'taken';
  readonly why?: string | undefined;
  readonly readBack?: string | undefined;
  readonly brief?: Brief | undefined;
  /** What the giver added to the brief, before and after the handoff. */
  readonly additions?: readonly string[] | undefined;
  /** What allowed it to be assumed. */
  readonly facts?: AssumeFacts | undefined;
}

export interface FloorState {
  readonly holder: string | null;
  /** One higher with each tenure, never restarting, also across closing and reopening. */
  readonly epoch: number;
  readonly since: Instant | null;
  readonly provisional: boolean;
  readonly offer: Offer | null;
  /** "Is there a commander?", standing until answered or assumed over; `answerBy` passed means unanswered. */
  readonly challenge: {
    readonly id: string;
    readonly by: string;
    readonly askedAt: Instant;
    readonly answerBy: Instant;
  } | null;
  /** When the last challenge was answered: the next one must wait 5 minutes. */
  readonly answeredAt: Instant | null;
  readonly requests: ReadonlyArray<{
    readonly id: string;
    readonly by: string;
    readonly why?: string | undefined;
    readonly at: Instant;
  }>;
  readonly relief: {
    readonly why?: string | undefined;
    readonly at: Instant;
    readonly offeredBy: readonly string[];
  } | null;
  /** The giver's watch card after a handoff: for 10 minutes they may add to the brief. */
  readonly watch: {
    readonly giver: string;
    readonly until: Instant;
    readonly relieved: boolean;
    readonly brief: Brief;
    readonly additions: readonly string[];
  } | null;
  /** What a short acceptance left: late tasks and the new commander's own, to be gone through in ten minutes. */
  readonly walk: { readonly tasks: readonly string[]; readonly until: Instant } | null;
  /** Who types for the commander. */
  readonly proxy: string | null;
  readonly chain: readonly Tenure[];
}

export type FloorRefusal =
  | 'floor.epoch-missing'
  | 'floor.stale-epoch'
  | 'floor.not-yours'
  | 'floor.already-confirmed'
  | 'floor.already-yours'
  | 'floor.not-provisional'
  | 'floor.not-for-taking'
  | 'floor.not-trained'
  | 'floor.offer-open'
  | 'floor.no-offer'
  | 'floor.not-offered-to-you'
  | 'floor.offer-over'
  | 'floor.cannot-receive'
  | 'floor.not-to-yourself'
  | 'floor.read-back-too-short'
  | 'floor.already-extended'
  | 'floor.nothing-to-add-to'
  | 'floor.brief-full'
  | 'floor.brief-unchanged'
  | 'floor.tasks-not-taken'
  | 'floor.own-tasks-open'
  | 'floor.cannot-pass-on'
  | 'floor.not-aloud'
  | 'floor.aloud-unchanged'
  | 'floor.no-walk'
  | 'floor.cannot-type'
  | 'floor.not-here'
  | 'floor.already-typing'
  | 'floor.no-proxy'
  | 'floor.not-relieving'
  | 'floor.already-requested'
  | 'floor.no-such-request'
  | 'floor.relief-open'
  | 'floor.no-relief-asked'
  | 'floor.already-offered-relief'
  | 'floor.trained-first'
  | 'floor.challenge-open'
  | 'floor.challenge-too-soon'
  | 'floor.no-challenge'
  | 'floor.accept-instead'
  | 'floor.holder-present'
  | 'floor.too-early';
