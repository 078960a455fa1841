/**
 * What can be said about decisions. One runs at a time. The commander proposes and asks "any strong objections?"; when
 * the window is over the commander proceeds, amends or drops. For an irreversible step named roles answer go or
 * no-go. What is kept is the outcome and the objections in words, never a tally.
 *
 *   proposed --> objected | heard | answered ... --> window-closed --> proceeded | amended (asked again) | dropped
 *   decided   without asking, when seconds count: the record follows what was said aloud and holds nothing up
 *
 * A command that leaves `decision` out means the one that runs. People who respond to it may name the wording that they
 * read (`text`): were it amended meanwhile, their word would stand for something that they never saw.
 */
import { z } from 'zod';
import { id, line, type Said } from '../texts.ts';
import { role } from '../crew/words.ts';
import type { Instant } from '../instants.ts';

const running = { decision: id.optional() };
const read = { ...running, text: line(300).optional() };
const why = line(300);

export const commands = {
  /** With `stations` (roles, or "commander") it is a go/no-go; without, "any strong objections?". */
  'decisions.propose': z.strictObject({ text: line(300), stations: z.array(role).min(1).max(12).optional() }),
  /** At once, without asking. What runs goes on running. */
  'decisions.decide': z.strictObject({ text: line(300) }),
  'decisions.object': z.strictObject({ ...read, why }),
  'decisions.hear': z.strictObject(read),
  /** A no-go needs its reason. */
  'decisions.answer': z
    .strictObject({ ...read, go: z.boolean(), why: why.optional() })
    .refine((data) => data.go || data.why !== undefined, 'a no-go needs a reason (why)'),
  /** Over an objection, a no-go or a missing role it needs a reason. */
  'decisions.proceed': z.strictObject({ ...running, why: why.optional() }),
  'decisions.amend': z.strictObject({ ...running, text: line(300) }),
  'decisions.drop': z.strictObject({ ...running, why: why.optional() }),
};

/** `earlier`: the wording it spoke against, when that was amended since. */
/** `noGo`: said as the answer of a role, in a go/no-go. */
const objection = z.object({
  by: id,
  why: z.string(),
  earlier: z.string().optional(),
  noGo: z.literal(true).optional(),
});

export const events = {
  'decisions.proposed': z.object({
    id,
    by: id,
    text: z.string(),
    until: z.string(),
    /** Who had the role when it was asked; null: no one. */
    stations: z.array(z.object({ role: z.string(), person: id.nullable() })).optional(),
  }),
  'decisions.objected': z.object({ decision: id, by: id, why: z.string() }),
  'decisions.heard': z.object({ decision: id, by: id }),
  'decisions.answered': z.object({
    decision: id,
    by: id,
    roles: z.array(z.string()),
    go: z.boolean(),
    why: z.string().optional(),
  }),
  /** The time for objections is over: `to` has to say what happens. */
  'decisions.window-closed': z.object({ decision: id, to: z.array(id) }),
  /** `objections`: what was said against it (strong objections, no-gos); `missing`: the roles that did not answer. */
  'decisions.proceeded': z.object({
    decision: id,
    by: id,
    text: z.string(),
    why: z.string().optional(),
    objections: z.array(objection),
    missing: z.array(z.string()),
    /** Before its time was over: everyone online who was asked had responded. */
    early: z.literal(true).optional(),
  }),
  'decisions.decided': z.object({ id, by: id, text: z.string() }),
  'decisions.amended': z.object({ decision: id, by: id, text: z.string(), from: z.string(), until: z.string() }),
  'decisions.dropped': z.object({
    decision: id,
    by: id,
    text: z.string(),
    why: z.string().optional(),
    objections: z.array(objection),
  }),
  /** The incident was closed while it ran. */
  'decisions.left': z.object({ decision: id, text: z.string() }),
};

export type DecisionsCommand = Said<typeof commands>;
export type DecisionsEvent = Said<typeof events>;

export interface Objection {
  readonly by: string;
  readonly why: string;
  readonly at: Instant;
  /** The wording it spoke against: an amended text is asked again, and older objections stay on the record. */
  readonly text: string;
}

export interface Station {
  readonly role: string;
  readonly person: string | null;
  readonly answer: {
    readonly go: boolean;
    readonly why: string | null;
    readonly by: string;
    readonly at: Instant;
  } | null;
}

export interface RunningDecision {
  readonly id: string;
  readonly by: string;
  readonly text: string;
  readonly proposedAt: Instant;
  /** Answers count before this instant, by the server's clock. */
  readonly until: Instant;
  readonly windowClosed: boolean;
  /** Strong objections, and the no-gos that an amended wording or a new holder of the role left behind. */
  readonly objections: readonly Objection[];
  /** Who said "heard" to the present wording: only so that the commander sees who has not responded. */
  readonly heard: readonly string[];
  /** Null: not a go/no-go. */
  readonly stations: readonly Station[] | null;
}

export interface MadeDecision {
  readonly id: string;
  readonly text: string;
  readonly outcome: 'proceeded' | 'dropped' | 'left' | 'decided';
  readonly why: string | null;
  readonly by: string;
  readonly at: Instant;
  readonly objections: ReadonlyArray<z.infer<typeof objection>>;
  readonly missing: readonly string[];
}

export interface DecisionsState {
  readonly running: RunningDecision | null;
  /** The newest fifty, oldest first; the log has all. */
  readonly made: readonly MadeDecision[];
}

export type DecisionsRefusal =
  | 'decisions.already-running'
  | 'decisions.none-running'
  | 'decisions.over'
  | 'decisions.reworded'
  | 'decisions.too-late'
  | 'decisions.already-said'
  | 'decisions.own-proposal'
  | 'decisions.window-open'
  | 'decisions.reason-needed'
  | 'decisions.unknown-station'
  | 'decisions.not-a-station'
  | 'decisions.stations-answer'
  | 'decisions.not-a-poll'
  | 'decisions.unchanged';
