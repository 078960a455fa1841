/**
 * What the giver has filled in so far. Kept beside the dialog, not in it, so that closing it loses nothing. Impact and plan are
 * undefined until edited: then they follow the Now block.
 */
import type { Brief } from '../../shared/floor/words.ts';
import type { RoomState } from '../../shared/room.ts';
import { isResponder } from '../../shared/standing.ts';

export interface OfferDraft {
  readonly to: string | null;
  readonly trend: Brief['trend'] | null;
  readonly ifThen: string;
  readonly impact?: string;
  readonly plan?: string;
  readonly why: Brief['why'] | null;
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

const MOST_LINES = 10;
const LONGEST_LINE = 300;

export const linesOf = (text: string): readonly string[] => text.split('\n').map((line) => line.trim()).filter((line) => line !== '');

/** What is still missing before it can be offered, in words; null when nothing is. */
export function missing(draft: OfferDraft): string | null {
  const lines = linesOf(draft.ifThen);
  if (draft.to === null) return 'Choose who receives command.';
  if (draft.trend === null) return 'Say whether it is getting worse, steady or better.';
  if (lines.length === 0) return 'Write what could happen next and what to do then, or press None.';
  if (lines.length > MOST_LINES) return `At most ${MOST_LINES} lines: keep those that matter most.`;
  return lines.some((line) => line.length > LONGEST_LINE) ? `A line may have ${LONGEST_LINE} characters.` : null;
}

/** The brief as it is sent: empty fields left out. */
export function briefOf(draft: OfferDraft, { impact, plan }: { readonly impact: string; readonly plan: string }): Brief {
  const [what, next] = [(draft.impact ?? impact).trim(), (draft.plan ?? plan).trim()];
  return {
    trend: draft.trend ?? 'steady',
    ifThen: [...linesOf(draft.ifThen)],
    ...(what === '' ? {} : { impact: what }),
    ...(next === '' ? {} : { plan: next }),
    ...(draft.why === null || draft.why === undefined ? {} : { why: draft.why }),
  };
}

/** Everybody who could receive command: responders but the holder, the deputy first. */
export function receivers(room: RoomState): readonly string[] {
  const could = Object.keys(room.crew.members).filter((person) => person !== room.floor.holder && isResponder(room, person));
  const deputy = room.crew.seats.find((seat) => seat.taken && seat.role === 'deputy')?.person;
  return could.toSorted((one, other) => Number(other === deputy) - Number(one === deputy));
}

export const firstReceiver = (room: RoomState): string | undefined => receivers(room)[0];
