/**
 * Decisions in sentences: the log tells who proposed what, what was said against it and how it ended, in words and
 * never as a tally. Facts of refusals may be missing: then the sentence says less, never something wrong.
 */
import type { RefusalText, Sentences } from '../decider.ts';
import { utcClock, type Clock } from '../instants.ts';
import { seatName } from '../seat-names.ts';
import { kindOfObjection } from './against.ts';
import type { DecisionsEvent, DecisionsRefusal, MadeDecision } from './words.ts';

type Facts = Readonly<Record<string, unknown>>;
type Name = (person: string) => string;
type Objections = MadeDecision['objections'];

/** To the second: answers are due within seconds. */
/** A text a person wrote, closed like a sentence before ours follows. */
const closed = (text: string): string => (/[.!?…。！？؟]\u2069?$/u.test(text) ? text : `${text}.`);
const because = (why: string | undefined): string => (why === undefined ? '.' : `: ${why}`);
const seats = (roles: readonly string[]): string => joined(roles.map(seatName));

export const sentences: Sentences<DecisionsEvent> = {
  'decisions.proposed': ({ by, text, until, stations }, name, clock = utcClock) =>
    stations === undefined
      ? `${name(by)} proposed: ${closed(text)} Any strong objections before ${clock(until, 'seconds')}?`
      : `${name(by)} called a go/no-go: ${closed(text)} Answers due ${clock(until, 'seconds')}: ${stations.map(({ role, person }) => `${seatName(role)} (${person === null ? 'vacant' : name(person)})`).join(', ')}.`,
  'decisions.objected': ({ by, why }, name) => `${name(by)} objected strongly: ${why}`,
  'decisions.heard': ({ by }, name) => `${name(by)} heard the proposal.`,
  'decisions.answered': ({ by, roles, go, why }, name) =>
    `${name(by)}, ${seats(roles)}: ${go ? 'go' : 'no-go'}${because(why)}`,
  'decisions.window-closed': ({ to }, name) =>
    `Time for objections is up. ${to[0] === undefined ? 'The commander' : name(to[0])} decides now.`,
  'decisions.proceeded': ({ by, text, why, objections, missing, early }, name) => {
    const over = [
      ...against(objections, name).map((each) => `over ${each}`),
      ...(missing.length === 0 ? [] : [`without an answer from ${seats(missing)}`]),
    ].join(', ');
    const decided = `${name(by)} decided: ${closed(text)}${early === true ? ' Everyone online had responded.' : ''}`;
    if (over === '') return why === undefined ? decided : `${decided} ${capital(why)}`;
    return `${decided} ${capital(over)}${because(why)}`;
  },
  'decisions.decided': ({ by, text }, name) => `${name(by)} decided without asking: ${text}`,
  'decisions.amended': ({ by, text, from }, name) =>
    `${name(by)} changed the proposal to: ${closed(text)} It was: ${closed(from)} Objections are open again.`,
  'decisions.dropped': ({ by, text, why, objections }, name) =>
    `${name(by)} dropped “${text}”${objections.length === 0 ? '' : ` after ${joined(against(objections, name))}`}${because(why)}`,
  'decisions.left': ({ text }) => `Undecided when the incident was closed: ${text}`,
};

export const refusals: Record<DecisionsRefusal, RefusalText> = {
  'decisions.already-running': state(
    (facts) =>
      `Another decision is open${typeof facts['text'] === 'string' ? `: “${facts['text']}”` : ''}. Proceed with it, amend it or drop it first.`,
  ),
  'decisions.none-running': state(() => 'No decision is open. Check the log to see how the last one ended.'),
  'decisions.over': state(
    (facts, name, clock) => `That decision is closed${ending(facts, name, clock)}. Nothing was changed.`,
  ),
  'decisions.reworded': state(
    (facts) =>
      `The wording changed while you were answering${typeof facts['text'] === 'string' ? `; it is now: “${facts['text']}”` : ''}. Read it, then answer again.`,
  ),
  'decisions.too-late': state(
    (facts, name, clock) =>
      `Objections closed${typeof facts['until'] === 'string' ? ` at ${clock(facts['until'], 'seconds')}` : ''}. If this must not happen, tell ${holder(facts, name)} now.`,
  ),
  'decisions.already-said': state((facts, name) =>
    typeof facts['by'] === 'string' && typeof facts['role'] === 'string'
      ? `${name(facts['by'])} has already answered for ${seatName(facts['role'])}. Only they can change it.`
      : 'You’ve already answered. The commander can see it.',
  ),
  'decisions.own-proposal': state(() => 'You’re in command, so this is your decision. Proceed, amend it or drop it.'),
  'decisions.window-open': state(
    (facts, _, clock) =>
      `Others can still object${typeof facts['until'] === 'string' ? ` until ${clock(facts['until'], 'seconds')}` : ''}. Wait until then or until everyone online has responded, or amend the proposal or drop it.`,
  ),
  'decisions.reason-needed': state(
    (facts, name) =>
      `${capital(standing(facts, name))}. Say in one line why you’re proceeding, or amend the proposal or drop it.`,
  ),
  'decisions.unknown-station': state(
    (facts) =>
      `This room has no ${typeof facts['role'] === 'string' ? `role “${facts['role']}”` : 'such role'}. Choose another role, or add this one first.`,
  ),
  'decisions.not-a-station': {
    kind: 'authority',
    say: (facts) =>
      `Only ${named(facts['roles'], 'the roles that were asked')} can answer this, and you have none of these roles. Tell them or the commander what you know.`,
  },
  'decisions.stations-answer': state(
    (facts) =>
      `This is a go/no-go for ${named(facts['roles'], 'the roles that were asked')}. Tell them or the commander what you know.`,
  ),
  'decisions.not-a-poll': state(
    () => 'This isn’t a go/no-go. Press “Strong objection” and give your reason, or press “Heard”.',
  ),
  'decisions.unchanged': state(() => 'The wording hasn’t changed. Edit it or proceed.'),
};

function state(say: RefusalText['say']): RefusalText {
  return { kind: 'state', say };
}

/** "Bob L's objection (index not tested)" for each; an earlier wording's is named as such. */
function against(objections: Objections, name: Name): readonly string[] {
  return objections.map(
    ({ by, why, earlier, noGo }) =>
      `${name(by)}’s ${kindOfObjection({ noGo })}${earlier === undefined ? '' : ' to the earlier wording'} (${why.replace(/[.]$/, '')})`,
  );
}

function standing(facts: Facts, name: Name): string {
  const objections = Array.isArray(facts['objections']) ? (facts['objections'] as Objections) : [];
  const missing = Array.isArray(facts['missing']) ? (facts['missing'] as readonly string[]) : [];
  const said = objections.map(({ by, why }) => `${name(by)} objected (${why.replace(/[.]$/, '')})`);
  const silent = missing.length === 0 ? [] : [`${seats(missing)} didn’t answer`];
  return joined([...said, ...silent]) || 'someone objected or didn’t answer';
}

function ending(facts: Facts, name: Name, clock: Clock): string {
  if (typeof facts['by'] !== 'string' || typeof facts['at'] !== 'string') return '';
  const did = {
    proceeded: `${name(facts['by'])} proceeded`,
    dropped: `${name(facts['by'])} dropped it`,
    left: 'the incident was closed',
  }[String(facts['outcome'])];
  return did === undefined ? '' : `: ${did} at ${clock(facts['at'], 'seconds')}`;
}

const named = (roles: unknown, otherwise: string): string =>
  Array.isArray(roles) && roles.length > 0 ? seats(roles.map(String)) : otherwise;
const holder = (facts: Facts, name: Name): string =>
  typeof facts['holder'] === 'string' ? name(facts['holder']) : 'the commander';
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function joined(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
