/**
 * What the giver has filled in so far. Kept beside the dialog, not in it, so that closing it loses nothing. Impact,
 * plan and what was ruled out are undefined until edited: until then they follow the Now block and the previous brief.
 */
import type { DataOf } from '../../shared/commands.ts';
import type { Commit } from '../../shared/envelope.ts';
import type { Brief, FloorEvent } from '../../shared/floor/words.ts';
import type { RoomState } from '../../shared/room.ts';
import { isResponder, seatsOf } from '../../shared/standing.ts';

export interface BriefDraft {
  readonly trend: Brief['trend'] | null;
  readonly ifThen: string;
  readonly impact?: string;
  readonly plan?: string;
  readonly ruledOut?: string;
  readonly why: Brief['why'] | null;
}

export interface OfferDraft extends BriefDraft {
  readonly to: string | null;
  /** It was all said on the call already. */
  readonly aloud?: boolean;
}

/** What the room fills in where the giver wrote nothing. */
export interface Filled {
  readonly impact: string;
  readonly plan: string;
  readonly ruledOut?: string;
}

export const BLANK: OfferDraft = { to: null, trend: null, ifThen: '', why: null };

export const TRENDS: ReadonlyArray<{ readonly value: Brief['trend']; readonly label: string }> = [
  { value: 'worse', label: 'Worse' },
  { value: 'steady', label: 'Steady' },
  { value: 'better', label: 'Better' },
];

export const REASONS: ReadonlyArray<{ readonly value: NonNullable<Brief['why']>; readonly label: string }> = [
  { value: 'tired', label: 'Tired' },
  { value: 'overwhelmed', label: 'Overwhelmed' },
  { value: 'shift', label: 'Shift ends' },
  { value: 'joining-the-fix', label: 'Joining the fix' },
  { value: 'personal', label: 'Personal' },
  { value: 'other', label: 'Other' },
];

const MOST_WORRIES = 10;
const MOST_RULED_OUT = 20;
const LONGEST_LINE = 300;

export const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** What is still missing before it can be offered, in words; null when nothing is. */
export function missing(draft: OfferDraft): string | null {
  return draft.to === null ? 'Choose who to offer command to.' : missingInBrief(draft);
}

export function missingInBrief(draft: BriefDraft): string | null {
  const worries = linesOf(draft.ifThen);
  const ruledOut = linesOf(draft.ruledOut ?? '');
  if (draft.trend === null) return 'Choose a trend: worse, steady or better.';
  if (worries.length === 0) return 'Write what could happen and what to do then, or press None.';
  if (worries.length > MOST_WORRIES) return `At most ${MOST_WORRIES} if/then lines. Keep the most important ones.`;
  if (ruledOut.length > MOST_RULED_OUT)
    return `At most ${MOST_RULED_OUT} ruled-out lines. Keep the ones someone might try again.`;
  return [...worries, ...ruledOut].some((line) => line.length > LONGEST_LINE)
    ? `A line can have at most ${LONGEST_LINE} characters.`
    : null;
}

/** Any brief will do to ask the domain whether an offer may be opened at all. */
export const sampleOffer = (to: string): DataOf<'floor.offer'> => ({
  to,
  brief: { trend: 'steady', ifThen: ['none'] },
});

/** The brief as it is sent: empty fields left out. */
export function briefOf(draft: BriefDraft | OfferDraft, filled: Filled): Brief {
  const [impact, plan] = [(draft.impact ?? filled.impact).trim(), (draft.plan ?? filled.plan).trim()];
  const ruledOut = [...linesOf(draft.ruledOut ?? filled.ruledOut ?? '')];
  return {
    trend: draft.trend ?? 'steady',
    ifThen: [...linesOf(draft.ifThen)],
    ...(impact === '' ? {} : { impact }),
    ...(plan === '' ? {} : { plan }),
    ...(ruledOut.length === 0 ? {} : { ruledOut }),
    ...(draft.why === null || draft.why === undefined ? {} : { why: draft.why }),
  };
}

/** A brief that was offered already, back in the form's fields. */
export function draftOf(brief: Brief): BriefDraft {
  const { trend, ifThen, impact = '', plan = '', ruledOut = [], why = null } = brief;
  return { trend, ifThen: ifThen.join('\n'), impact, plan, ruledOut: ruledOut.join('\n'), why };
}

/** The fields of a brief that differ from the one that stands: only those are sent. */
export function edited(before: Brief, after: Brief): Partial<Brief> {
  const emptied = before.ruledOut !== undefined && after.ruledOut === undefined ? { ruledOut: [] } : {};
  const different = Object.entries({ ...after, ...emptied }).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof Brief]),
  );
  return Object.fromEntries(different);
}

/** What the last brief ruled out: no one should have to find that out twice. */
export function lastRuledOut(room: RoomState): string {
  return room.floor.chain.findLast((link) => link.brief?.ruledOut !== undefined)?.brief?.ruledOut?.join('\n') ?? '';
}

/**
 * The brief that this person offered, as it was edited; null when command moved or it was not theirs, undefined when
 * the commit says nothing of it.
 */
export function offeredBrief({ events }: Commit, you: string): Brief | null | undefined {
  for (const event of events.toReversed() as readonly FloorEvent[]) {
    if (MOVES.has(event.type)) return null;
    if (event.type === 'floor.brief-edited') return event.data.brief;
    if (event.type === 'floor.offered') return event.data.from === you ? event.data.brief : null;
  }
  return undefined;
}

const MOVES: ReadonlySet<string> = new Set([
  'floor.passed',
  'floor.begun',
  'floor.assumed',
  'floor.taken',
  'floor.ended',
]);

/** Everyone who could receive command: responders except the holder, the deputy first, then the others with a role. */
export function receivers(room: RoomState): readonly string[] {
  const could = Object.keys(room.crew.members).filter(
    (person) => person !== room.floor.holder && isResponder(room, person),
  );
  return could.toSorted((one, other) => rankOf(room, one) - rankOf(room, other));
}

/** Who knows most of what command is about comes first. */
export function rankOf(room: RoomState, person: string): number {
  const roles = seatsOf(room, person).map(({ role }) => role);
  return roles.includes('deputy') ? 0 : roles.length > 0 ? 1 : 2;
}

export const firstReceiver = (room: RoomState): string | undefined => receivers(room)[0];
