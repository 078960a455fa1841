/**
 * What can be said about status updates: two audiences, a promise for each, and the ladder of reminders that follows a
 * promise. A promise is an instant that was announced; posting to an audience settles that audience's promise and no
 * other.
 */
import { z } from 'zod';
import { id, instant, line, text, type Said } from '../texts.ts';
import type { Instant } from '../instants.ts';

export const audience = z.enum(['internal', 'external']);
export type Audience = z.infer<typeof audience>;
const everySeconds = z.int().min(60).max(86_400);

export const commands = {
  /** One of `everySeconds` and `off`; without an audience, both. */
  'updates.set-rhythm': z
    .strictObject({
      everySeconds: everySeconds.optional(),
      off: z.literal(true).optional(),
      why: line(300),
      audience: audience.optional(),
    })
    .refine(
      (data) => (data.everySeconds === undefined) !== (data.off === undefined),
      'give either everySeconds or off: true',
    ),
  'updates.draft': z.strictObject({ audience: z.literal('external'), text, nextAt: instant.nullable() }),
  /** `text`: as the person who approves has changed it. */
  'updates.approve': z.strictObject({ draft: id, text: text.optional() }),
  /** `text`: how its reviewer would say it, where they changed it before they sent it back. */
  'updates.reject': z.strictObject({ draft: id, why: line(300), text: text.optional() }),
  'updates.post': z.strictObject({ audience, text, nextAt: instant.nullable(), draft: id.optional() }),
  'updates.promise': z.strictObject({ nextAt: instant, why: line(300), audience: audience.optional() }),
};

const rung = z.object({
  audience,
  /** The promise this rung belongs to. */
  nextAt: z.string(),
  /** Who is to act on it; the domain chose them, so that a replay shows who was told. */
  to: z.array(id),
});

export const events = {
  'updates.rhythm-set': z.object({ audience, everySeconds: everySeconds.nullable(), why: z.string() }),
  /** The rhythm moved with severity or status; `byHandEnded`: what was set by hand no longer holds. */
  'updates.rhythm-followed': z.object({ everySeconds: everySeconds.nullable(), byHandEnded: z.boolean() }),
  'updates.drafted': z.object({ id, by: id, text: z.string(), nextAt: z.string().nullable() }),
  /** Before it was approved, and by the same person. */
  'updates.edited': z.object({ draft: id, by: id, text: z.string() }),
  'updates.approved': z.object({ draft: id, by: id }),
  'updates.rejected': z.object({ draft: id, why: z.string(), text: z.string().optional() }),
  /** Approval (or the wait for it) ended because severity or status moved after drafting, or the room closed. */
  'updates.approval-lapsed': z.object({ draft: id, cause: z.enum(['severity', 'status', 'closed']) }),
  /** `lateSeconds` is how long after the promise this came; 0 when on time or when nothing was promised. */
  'updates.posted': z.object({
    audience,
    by: id,
    text: z.string(),
    nextAt: z.string().nullable(),
    draft: id.optional(),
    lateSeconds: z.int(),
  }),
  'updates.promised': z.object({
    audience,
    nextAt: z.string(),
    cause: z.enum(['declared', 'reopened', 'severity', 'status', 'rhythm', 'snoozed']),
    why: z.string().optional(),
  }),
  'updates.soon': rung,
  'updates.due': rung,
  'updates.overdue': rung,
  'updates.holding-offered': rung,
  /** No update is promised to this audience any more. */
  'updates.cleared': z.object({ audience, cause: z.enum(['closed', 'off']) }),
};

export type UpdatesCommand = Said<typeof commands>;
export type UpdatesEvent = Said<typeof events>;

/** The last rung that has fired for a promise. */
export type Rung = 'none' | 'soon' | 'due' | 'overdue' | 'holding-offered';

export interface Promised {
  readonly nextAt: Instant;
  readonly madeAt: Instant;
  readonly rung: Rung;
}

export interface Draft {
  readonly id: string;
  readonly by: string;
  readonly text: string;
  readonly nextAt: Instant | null;
  readonly at: Instant;
  readonly approvedBy: string | null;
  /** Severity or status moved after drafting, or it was sent back: it must be redrafted. */
  readonly lapsed: boolean;
  /** Why it was sent back; null: it was not. */
  readonly sentBack: string | null;
}

export interface UpdatesState {
  /** The earliest of the promises; null when none is open. */
  readonly nextAt: Instant | null;
  readonly promises: { readonly internal: Promised | null; readonly external: Promised | null };
  /** The rhythm for the present severity and status, or as set by hand; null: off. */
  readonly everySeconds: number | null;
  /** Rhythms set by hand; undefined: by the table, null: off. */
  readonly byHand: { readonly internal?: number | null; readonly external?: number | null };
  readonly drafts: readonly Draft[];
  readonly last: { readonly internal: Posted | null; readonly external: Posted | null };
  readonly postedCount: number;
  /** Of those, how many came when they were overdue already. */
  readonly lateCount: number;
}

export interface Posted {
  readonly text: string;
  readonly by: string;
  readonly at: Instant;
}

export type UpdatesRefusal =
  | 'updates.next-in-the-past'
  | 'updates.next-too-far'
  | 'updates.next-needed'
  | 'updates.no-such-draft'
  | 'updates.draft-not-approved'
  | 'updates.draft-lapsed'
  | 'updates.draft-differs'
  | 'updates.already-approved'
  | 'updates.approval-needed'
  | 'updates.not-yours-to-post'
  | 'updates.not-yours-to-publish'
  | 'updates.not-yours-to-approve'
  | 'updates.nothing-promised';
