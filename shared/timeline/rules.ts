/**
 * The rules of chat and timeline: who may say, note, correct, strike and pin.
 *
 * Entries live in the log, not in the state: a command about an old entry finds the commit that holds it in its
 * context. Nothing is ever rewritten; a correction is a new event and the old text stays readable. All of this goes on
 * after the incident was closed, and is then marked so.
 */
import { accept, foldBy, refuse, type Authority, type Refused, type Rules, type Verdict } from '../decider.ts';
import type { AnyEvent, Context } from '../envelope.ts';
import { plusSeconds, type Instant } from '../instants.ts';
import { floorRefusal, holdsSeat, type SeesStanding } from '../standing.ts';
import { isEntry, mentionedEntry } from './mentioned.ts';
import type { TimelineCommand, TimelineEvent, TimelineState } from './words.ts';

/** Browser clocks may be ahead by some seconds; more than this is a mistake. */
const AHEAD_SECONDS = 60;
export const MOST_PINS = 20;
/** Of so many entries the state knows how they were amended; of older ones only that they are struck. */
const AMENDED_KEPT = 500;
const MOST_STRUCK = 2000;
const FOLLOW_UPS_KEPT = 100;
const FOLLOW_UP_CHARACTERS = 300;

interface Sees extends SeesStanding {
  readonly incident: { readonly closedAt: Instant | null };
  readonly timeline: TimelineState;
}

interface Entry {
  readonly text: string;
  readonly by: string;
}
type Answer = Verdict<TimelineEvent>;
type Say<Type extends TimelineCommand['type']> = Extract<TimelineCommand, { type: Type }>['data'];

const initial: TimelineState = {
  saidCount: 0,
  notedCount: 0,
  followUpCount: 0,
  followUps: [],
  pins: [],
  amended: {},
  struck: [],
};

const speaker: Authority = { who: 'speaker', afterClose: true };
const authority: Readonly<Record<TimelineCommand['type'], Authority>> = {
  'timeline.say': speaker,
  'timeline.note': speaker,
  'timeline.correct': speaker,
  'timeline.strike': speaker,
  'timeline.pin': speaker,
  'timeline.unpin': speaker,
  'timeline.record-restore': { who: 'clock', afterClose: true },
};

function decide(room: Sees, command: TimelineCommand, context: Context): Answer {
  switch (command.type) {
    case 'timeline.say':
      return say(room, command.data, context);
    case 'timeline.note':
      return note(room, command.data, context);
    case 'timeline.correct':
    case 'timeline.strike':
      return amend(room, command, context);
    case 'timeline.pin':
      return pin(room, command, context);
    case 'timeline.unpin': {
      const { entry } = command.data;
      const refusal = pinRefusal(room, context);
      if (refusal !== null) return refusal;
      return isPinned(room.timeline, entry)
        ? accept({ type: 'timeline.unpinned', data: { entry, ...mark(room, context) } })
        : refuse('timeline.not-pinned', { entry });
    }
    case 'timeline.record-restore':
      return accept({ type: 'timeline.document-restored', data: { ...mark(room, context), ...command.data } });
  }
}

function say(room: Sees, { text, attachments }: Say<'timeline.say'>, context: Context): Answer {
  const marked = { ...attached(attachments), ...mark(room, context) };
  const said: TimelineEvent = { type: 'timeline.said', data: { text, ...marked } };
  const { kind, rest } = promoted(text);
  if (kind === 'follow-up')
    return accept<TimelineEvent>(said, { type: 'timeline.follow-up-noted', data: { text: rest, ...marked } });
  return kind === 'note'
    ? accept<TimelineEvent>(said, { type: 'timeline.noted', data: { text: rest, ...marked } })
    : accept(said);
}

/** The document's lines come in here with their prefix still on. */
function note(room: Sees, data: Say<'timeline.note'>, context: Context): Answer {
  const refusal = futureRefusal(data.occurredAt, context.now);
  if (refusal !== null) return refusal;
  const { kind, rest } = promoted(data.text);
  const brought = { ...(data.source === undefined ? {} : { source: data.source }), ...attached(data.attachments) };
  if (kind === 'follow-up')
    return accept({ type: 'timeline.follow-up-noted', data: { text: rest, ...brought, ...mark(room, context) } });
  const occurred = data.occurredAt === undefined ? {} : { occurredAt: data.occurredAt };
  return accept({ type: 'timeline.noted', data: { text: rest, ...occurred, ...brought, ...mark(room, context) } });
}

/** Own entries: anyone who may speak. Others': the holder with the floor's epoch, or the scribe. */
function amend(
  room: Sees,
  command: Extract<TimelineCommand, { type: 'timeline.correct' | 'timeline.strike' }>,
  context: Context,
): Answer {
  const entry = entryOf(command, context);
  if ('ok' in entry) return entry;
  const refusal = entry.by === context.actor.id ? null : othersRefusal(room, entry.by, context);
  if (refusal !== null) return refusal;
  if (isStruck(room.timeline, command.data.entry))
    return refuse('timeline.already-struck', { entry: command.data.entry });
  if (command.type === 'timeline.strike' && room.timeline.struck.length >= MOST_STRUCK)
    return refuse('timeline.too-many-struck', { most: MOST_STRUCK });
  if (command.type === 'timeline.strike')
    return accept({ type: 'timeline.struck', data: { ...command.data, ...mark(room, context) } });
  const future = futureRefusal(command.data.occurredAt, context.now);
  return future ?? accept({ type: 'timeline.corrected', data: { ...command.data, ...mark(room, context) } });
}

function pin(room: Sees, command: Extract<TimelineCommand, { type: 'timeline.pin' }>, context: Context): Answer {
  const refusal = pinRefusal(room, context);
  if (refusal !== null) return refusal;
  const found = entryOf(command, context);
  if ('ok' in found) return found;
  const { entry } = command.data;
  const amended = room.timeline.amended[entry];
  if (isStruck(room.timeline, entry)) return refuse('timeline.already-struck', { entry });
  if (isPinned(room.timeline, entry)) return refuse('timeline.already-pinned', { entry });
  if (room.timeline.pins.length >= MOST_PINS) return refuse('timeline.too-many-pins', { most: MOST_PINS });
  return accept({
    type: 'timeline.pinned',
    data: { entry, text: correctedText(entry, amended?.textAt ?? null, context) ?? found.text, ...mark(room, context) },
  });
}

/**
 * What a correction made of an entry; null: as written, or the commit of that version is not at hand (in a browser that
 * asks before).
 */
function correctedText(entry: string, textAt: number | null, { commits }: Context): string | null {
  const events = (textAt === null ? undefined : commits?.get(textAt)?.events) ?? [];
  const corrected = events.findLast(
    ({ type, data }) => type === 'timeline.corrected' && 'entry' in data && data.entry === entry && 'text' in data,
  );
  return corrected === undefined
    ? null
    : ((corrected as Extract<TimelineEvent, { type: 'timeline.corrected' }>).data.text ?? null);
}

const attached = (attachments: Say<'timeline.note'>['attachments']) =>
  attachments === undefined ? {} : { attachments };

interface Promoted {
  readonly kind: 'note' | 'follow-up' | 'plain';
  /** The words without that beginning. */
  readonly rest: string;
}

/**
 * What the beginning of a line makes of it, in chat and in the document alike: `TL ` an entry of the timeline, `TODO `
 * a follow-up.
 */
export function promoted(text: string): Promoted {
  const [, prefix, rest = ''] = /^(TL|TODO)\s+(\S.*)$/s.exec(text) ?? [];
  if (prefix === undefined) return { kind: 'plain', rest: text };
  return { kind: prefix === 'TL' ? 'note' : 'follow-up', rest };
}

/**
 * Who said it, when it was written if that was before it could be sent, and whether the incident was closed by then.
 */
function mark(room: Sees, context: Context): { by: string; writtenAt?: Instant; afterClose?: true } {
  const { actor, writtenAt, now } = context;
  return {
    by: actor.id,
    ...(writtenAt !== undefined && writtenAt < now ? { writtenAt } : {}),
    ...(room.incident.closedAt === null ? {} : { afterClose: true }),
  };
}

function entryOf(command: TimelineCommand, context: Context): Entry | Refused {
  const mentioned = mentionedEntry(command);
  const event: AnyEvent | undefined =
    mentioned === null ? undefined : context.commits?.get(mentioned.version)?.events[mentioned.index];
  if (event === undefined) return refuse('timeline.no-such-entry', { entry: mentioned?.entry });
  return isEntry(event) ? event.data : refuse('timeline.not-an-entry', { entry: mentioned?.entry });
}

function othersRefusal(room: Sees, by: string, context: Context): Refused | null {
  if (holdsSeat(room, context.actor.id, ['scribe'])) return null;
  return room.floor.holder === context.actor.id ? floorRefusal(room, context) : refuse('timeline.not-yours', { by });
}

function pinRefusal(room: Sees, context: Context): Refused | null {
  if (holdsSeat(room, context.actor.id, ['deputy', 'scribe'])) return null;
  return room.floor.holder === context.actor.id
    ? floorRefusal(room, context)
    : refuse('crew.seat-needed', { seats: ['deputy', 'scribe'] });
}

function futureRefusal(occurredAt: Instant | undefined, now: Instant): Refused | null {
  return occurredAt !== undefined && occurredAt > plusSeconds(now, AHEAD_SECONDS)
    ? refuse('timeline.in-the-future', { occurredAt, now })
    : null;
}

function isStruck({ amended, struck }: TimelineState, entry: string): boolean {
  return amended[entry]?.struck === true || struck.includes(entry);
}

function isPinned(state: TimelineState, entry: string): boolean {
  return state.pins.some((each) => each.entry === entry);
}

const evolve = foldBy<TimelineState, TimelineEvent>({
  'timeline.said': (state) => ({ ...state, saidCount: state.saidCount + 1 }),
  'timeline.noted': (state) => ({ ...state, notedCount: state.notedCount + 1 }),
  'timeline.follow-up-noted': (state, { text, by }, { version, index, at }) => ({
    ...state,
    followUpCount: state.followUpCount + 1,
    followUps: [...state.followUps, { entry: `${version}.${index}`, text: beginning(text), by, at }].slice(
      -FOLLOW_UPS_KEPT,
    ),
  }),
  'timeline.corrected': (state, { entry, text }, { version }) => {
    const before = state.amended[entry];
    const amended = {
      version,
      struck: before?.struck ?? false,
      textAt: text === undefined ? (before?.textAt ?? null) : version,
    };
    const pins =
      text === undefined ? state.pins : state.pins.map((each) => (each.entry === entry ? { ...each, text } : each));
    const followUps =
      text === undefined
        ? state.followUps
        : state.followUps.map((each) => (each.entry === entry ? { ...each, text: beginning(text) } : each));
    return { ...state, pins, followUps, ...withAmended(state, entry, amended) };
  },
  'timeline.struck': (state, { entry }, { version }) => {
    const amended = { version, struck: true, textAt: state.amended[entry]?.textAt ?? null };
    const followUps = state.followUps.filter((each) => each.entry !== entry);
    return { ...state, followUps, ...withAmended(state, entry, amended), pins: without(state, entry) };
  },
  'timeline.pinned': (state, { entry, text, by }, { at }) => ({
    ...state,
    pins: [...state.pins, { entry, text, by, at }],
  }),
  'timeline.unpinned': (state, { entry }) => ({ ...state, pins: without(state, entry) }),
  'timeline.document-restored': (state) => state,
});

/** The newest last; of the one that was amended longest ago, where there are too many, only whether it is struck. */
function withAmended(
  { amended, struck }: TimelineState,
  entry: string,
  how: TimelineState['amended'][string],
): Pick<TimelineState, 'amended' | 'struck'> {
  const { [entry]: _before, ...others } = amended;
  const all = [...Object.entries(others), [entry, how] as const];
  const forgotten = all
    .slice(0, -AMENDED_KEPT)
    .flatMap(([each, { struck: isStruckOut }]) => (isStruckOut ? [each] : []));
  return {
    amended: Object.fromEntries(all.slice(-AMENDED_KEPT)),
    struck: forgotten.length === 0 ? struck : [...struck, ...forgotten],
  };
}

const beginning = (text: string): string =>
  text.length <= FOLLOW_UP_CHARACTERS ? text : `${text.slice(0, FOLLOW_UP_CHARACTERS).trimEnd()}…`;

function without(state: TimelineState, entry: string): TimelineState['pins'] {
  return state.pins.filter((each) => each.entry !== entry);
}

export const rules: Rules<TimelineState, TimelineCommand, TimelineEvent, Sees> = {
  initial,
  authority,
  decide,
  evolve,
};
