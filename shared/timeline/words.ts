/**
 * What can be said in chat and on the timeline. Entries are not in the folded state, or joining would grow with the
 * incident's age: they are read from the log's own commits. An entry's id is `<version>.<index of the event>`.
 */
import { z } from 'zod';
import { ATTACHMENT_ID, ATTACHMENT_TYPES, MOST_ATTACHMENT_BYTES, MOST_ON_A_LINE } from '../attachment.ts';
import { id, instant, line, text, type Said } from '../texts.ts';
import type { Instant } from '../instants.ts';

const entryId = z.string().regex(/^[1-9]\d{0,14}\.\d{1,3}$/, 'must be <version>.<index>');
const source = z.strictObject({ line: id });

const hash = z.string().regex(ATTACHMENT_ID, 'must be the SHA-256 of the content in small hex letters');
/**
 * Names contents that the room keeps elsewhere. Whether it has them is checked when someone looks; the domain only
 * reads the log.
 */
const attachment = z.strictObject({
  id: hash,
  name: line(200),
  type: z.enum(ATTACHMENT_TYPES),
  bytes: z.int().min(1).max(MOST_ATTACHMENT_BYTES),
  thumb: hash.optional(),
});
const attachments = z
  .array(attachment)
  .min(1)
  .max(MOST_ON_A_LINE)
  .refine((all) => new Set(all.map((each) => each.id)).size === all.length, 'must not name the same content twice');

export const commands = {
  'timeline.say': z.strictObject({ text, attachments: attachments.optional() }),
  'timeline.note': z.strictObject({
    text,
    occurredAt: instant.optional(),
    source: source.optional(),
    attachments: attachments.optional(),
  }),
  'timeline.correct': z
    .strictObject({ entry: entryId, text: text.optional(), occurredAt: instant.optional(), why: line(300) })
    .refine((data) => data.text !== undefined || data.occurredAt !== undefined, 'give a new text or a new occurredAt'),
  'timeline.strike': z.strictObject({ entry: entryId, why: line(300) }),
  'timeline.pin': z.strictObject({ entry: entryId }),
  'timeline.unpin': z.strictObject({ entry: entryId }),
  /** Only the servers say it, when an administrator restores the document to an instant. */
  'timeline.record-restore': z.strictObject({ by: id, to: instant, why: line(300) }),
};

const attached = { attachments: z.array(attachment).optional() };
const received = { by: id, writtenAt: z.string().optional(), afterClose: z.literal(true).optional() };

export const events = {
  'timeline.said': z.object({ text: z.string(), ...attached, ...received }),
  /** `occurredAt` absent: it occurred when it was recorded. */
  'timeline.noted': z.object({
    text: z.string(),
    occurredAt: z.string().optional(),
    source: source.optional(),
    ...attached,
    ...received,
  }),
  'timeline.follow-up-noted': z.object({ text: z.string(), source: source.optional(), ...attached, ...received }),
  'timeline.corrected': z.object({
    entry: entryId,
    text: z.string().optional(),
    occurredAt: z.string().optional(),
    why: z.string(),
    ...received,
  }),
  'timeline.struck': z.object({ entry: entryId, why: z.string(), ...received }),
  'timeline.pinned': z.object({ entry: entryId, text: z.string(), ...received }),
  'timeline.unpinned': z.object({ entry: entryId, ...received }),
  'timeline.document-restored': z.object({ to: z.string(), why: z.string(), ...received }),
};

export type TimelineCommand = Said<typeof commands>;
export type TimelineEvent = Said<typeof events>;

export interface TimelineState {
  readonly saidCount: number;
  readonly notedCount: number;
  readonly followUpCount: number;
  /**
   * The newest hundred that were not struck out, each with the beginning of its words: what has to be done afterwards is
   * read long after the lines were written.
   */
  readonly followUps: ReadonlyArray<{
    readonly entry: string;
    readonly text: string;
    readonly by: string;
    readonly at: Instant;
  }>;
  readonly pins: ReadonlyArray<{
    readonly entry: string;
    readonly text: string;
    readonly by: string;
    readonly at: Instant;
  }>;
  /** Entries that were struck out and are no longer among those of `amended`: struck for ever. */
  readonly struck: readonly string[];
  /**
   * Which entries were amended, the newest 500, and at which version last. `textAt`: the version that holds the
   * corrected text, so that a later pin shows what holds (the text itself stands in the log only); null: as written.
   */
  readonly amended: Readonly<
    Record<string, { readonly version: number; readonly struck: boolean; readonly textAt: number | null }>
  >;
}

export type TimelineRefusal =
  | 'timeline.no-such-entry'
  | 'timeline.not-an-entry'
  | 'timeline.not-yours'
  | 'timeline.already-struck'
  | 'timeline.too-many-struck'
  | 'timeline.already-pinned'
  | 'timeline.not-pinned'
  | 'timeline.too-many-pins'
  | 'timeline.in-the-future';
