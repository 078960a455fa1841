/**
 * What can be said about asks: anyone in the room asks the commander, never the responders, and gets an answer: now,
 * in so many minutes, no, or forwarded to someone else.
 *
 *   asked (waiting) --> answered: now | no (ended) · later (promised) · handed --> overdue brings it back to the commander
 */
import { z } from 'zod';
import { id, text, type Said } from '../texts.ts';
import type { Instant } from '../instants.ts';

export const askKind = z.enum(['information', 'decision', 'resource']);
export const how = z.enum(['now', 'later', 'no', 'handed']);
export type AskKind = z.infer<typeof askKind>;
export type How = z.infer<typeof how>;

export const commands = {
  'asks.ask': z.strictObject({ kind: askKind, text }),
  /**
   * now: `text` is the answer · later: in `minutes` · no: `text` says why, if given · handed: forwarded to `to` (in
   * `minutes`, 10 unless said).
   */
  'asks.answer': z
    .strictObject({
      ask: id,
      how,
      text: text.optional(),
      minutes: z.int().min(1).max(1440).optional(),
      to: id.optional(),
    })
    .refine((data) => data.how !== 'now' || data.text !== undefined, 'an answer now needs its text')
    .refine((data) => data.how !== 'later' || data.minutes !== undefined, 'say in how many minutes')
    .refine((data) => data.how !== 'handed' || data.to !== undefined, 'say who it is forwarded to'),
  'asks.withdraw': z.strictObject({ ask: id }),
};

export const events = {
  /** `to`: the people it interrupts, the commander and comms, and no one else. */
  'asks.asked': z.object({ id, by: id, kind: askKind, text: z.string(), to: z.array(id) }),
  'asks.answered': z.object({
    ask: id,
    asker: id,
    by: id,
    how,
    text: z.string().optional(),
    answerBy: z.string().optional(),
    to: id.optional(),
  }),
  'asks.withdrawn': z.object({ ask: id, by: id }),
  /** What was promised for this instant did not come: back to the commander. */
  'asks.overdue': z.object({ ask: id, asker: id, text: z.string(), to: z.array(id) }),
  /** The person it was forwarded to left, or has command now: it waits for the commander again. */
  'asks.returned': z.object({ ask: id, asker: id, from: id, text: z.string(), to: z.array(id) }),
  /** The incident was closed with these unanswered. */
  'asks.left': z.object({ asks: z.array(id) }),
};

export type AsksCommand = Said<typeof commands>;
export type AsksEvent = Said<typeof events>;

export interface Ask {
  readonly id: string;
  readonly by: string;
  readonly kind: AskKind;
  readonly text: string;
  readonly at: Instant;
  /** waiting, promised and handed are open */
  readonly status: 'waiting' | 'promised' | 'handed' | 'answered' | 'refused' | 'withdrawn' | 'left';
  /** When the answer was promised for; null when nothing was promised. */
  readonly answerBy: Instant | null;
  /** The promise passed and the commander was told. */
  readonly overdue: boolean;
  readonly handedTo: string | null;
  /** The last answer given, whatever kind. */
  readonly answer: {
    readonly how: How;
    readonly text: string | null;
    readonly by: string;
    readonly at: Instant;
  } | null;
}

export interface AsksState {
  /** Open ones, oldest first: the queue. */
  readonly open: readonly Ask[];
  /** The newest fifty of the ended ones, oldest first; the log has all. */
  readonly ended: readonly Ask[];
}

export type AsksRefusal =
  | 'asks.no-such-ask'
  | 'asks.over'
  | 'asks.not-yours-to-answer'
  | 'asks.not-yours'
  | 'asks.too-many'
  | 'asks.cannot-answer'
  | 'asks.you-decide';
