/**
 * Decisions in sentences: the log tells who proposed what, what was said against it and how it ended, in words and never as a tally.
 * Facts of refusals may be missing: then the sentence says less, never something wrong.
 */
import type { RefusalText, Sentences } from '../decider.ts';
import { seatName } from '../seat-names.ts';
import type { DecisionsEvent, DecisionsRefusal, MadeDecision } from './words.ts';

type Facts = Readonly<Record<string, unknown>>;
type Name = (person: string) => string;
type Objections = MadeDecision['objections'];

const clock = (at: string): string => `${at.slice(11, 19)} UTC`;
/** A text somebody wrote, closed like a sentence before ours follows. */
const closed = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);
const because = (why: string | undefined): string => (why === undefined ? '.' : `: ${why}`);
const seats = (roles: readonly string[]): string => joined(roles.map(seatName));

export const sentences: Sentences<DecisionsEvent> = {
  'decisions.proposed': ({ by, text, until, stations }, name) =>
    stations === undefined
      ? `${name(by)} proposed: ${closed(text)} Any strong objections, until ${clock(until)}?`
      : `${name(by)} asked for go or no-go: ${closed(text)} To answer until ${clock(until)}: ${stations.map(({ role, person }) => `${seatName(role)} (${person === null ? 'nobody there' : name(person)})`).join(', ')}.`,
  'decisions.objected': ({ by, why }, name) => `${name(by)} objected strongly: ${why}`,
  'decisions.heard': ({ by }, name) => `${name(by)} heard the proposal.`,
  'decisions.answered': ({ by, roles, go, why }, name) =>
    `${name(by)}, ${seats(roles)}: ${go ? 'go' : 'no-go'}${because(why)}`,
  'decisions.window-closed': ({ to }, name) =>
    `The time to speak up on the decision is over. ${to[0] === undefined ? 'The commander' : name(to[0])} decides now.`,
  'decisions.proceeded': ({ by, text, why, objections, missing }, name) => {
    const over = [
      ...against(objections, name).map((each) => `over ${each}`),
      ...(missing.length === 0 ? [] : [`without an answer from ${seats(missing)}`]),
    ].join(', ');
    const decided = `${name(by)} decided: ${closed(text)}`;
    if (over === '') return why === undefined ? decided : `${decided} ${capital(why)}`;
    return `${decided} ${capital(over)}${because(why)}`;
  },
  'decisions.amended': ({ by, text, from }, name) =>
    `${name(by)} changed the proposal to: ${closed(text)} It was: ${closed(from)} The question is open anew.`,
  'decisions.dropped': ({ by, text, why, objections }, name) =>
    `${name(by)} dropped "${text}"${objections.length === 0 ? '' : ` after ${joined(against(objections, name))}`}${because(why)}`,
  'decisions.left': ({ text }) => `Left undecided when the incident was closed: ${text}`,
};

export const refusals: Record<DecisionsRefusal, RefusalText> = {
  'decisions.already-running': state(
    (facts) =>
      `Another decision is open${typeof facts['text'] === 'string' ? `: "${facts['text']}"` : ''}. Proceed with it, change it or drop it first.`,
  ),
  'decisions.none-running': state(
    () => 'No decision is open now, so there is nothing to say to it. Look in the log for how the last one ended.',
  ),
  'decisions.over': state((facts, name) => `That decision is over${ending(facts, name)}. Nothing was changed.`),
  'decisions.reworded': state(
    (facts) =>
      `The wording was changed while you answered${typeof facts['text'] === 'string' ? `; it is now: "${facts['text']}"` : ''}. Read it, then answer again.`,
  ),
  'decisions.too-late': state(
    (facts, name) =>
      `The time to speak up ended${typeof facts['until'] === 'string' ? ` at ${clock(facts['until'])}` : ''}. If it must not happen, tell ${holder(facts, name)} at once.`,
  ),
  'decisions.already-said': state((facts, name) =>
    typeof facts['by'] === 'string' && typeof facts['role'] === 'string'
      ? `The word of ${name(facts['by'])} stands for ${seatName(facts['role'])}. Only they can change it.`
      : 'You have said that already. The commander has it in front of them.',
  ),
  'decisions.own-proposal': state(
    () => 'You have command, so this is yours to decide. Proceed, change the wording or drop it.',
  ),
  'decisions.window-open': state(
    (facts) =>
      `The others may still speak up${typeof facts['until'] === 'string' ? ` until ${clock(facts['until'])}` : ''}. Wait for that, change the wording or drop it.`,
  ),
  'decisions.reason-needed': state(
    (facts, name) =>
      `${capital(standing(facts, name))}. Say in one line why you go on, or change the wording or drop it.`,
  ),
  'decisions.unknown-station': state(
    (facts) =>
      `The board has no seat ${typeof facts['role'] === 'string' ? `"${facts['role']}"` : 'of that name'}. Choose one that it has, or add it first.`,
  ),
  'decisions.not-a-station': {
    kind: 'authority',
    say: (facts) =>
      `This is answered by ${named(facts['roles'], 'the seats that were asked')}, and you sit in none of these. Tell them or the commander what you know.`,
  },
  'decisions.stations-answer': state(
    (facts) =>
      `This is a go or no-go: ${named(facts['roles'], 'the seats that were asked')} answer. Tell them or the commander what you know.`,
  ),
  'decisions.not-a-poll': state(() => 'This is no go or no-go. Press "strong objection" with your reason, or "heard".'),
  'decisions.unchanged': state(
    () => 'That is the wording it has already. Write what is to be different, or proceed with it.',
  ),
};

function state(say: RefusalText['say']): RefusalText {
  return { kind: 'state', say };
}

/** "Bob L's objection (index not tested)" for each; an earlier wording's is named as such. */
function against(objections: Objections, name: Name): readonly string[] {
  return objections.map(
    ({ by, why, earlier }) =>
      `${name(by)}'s objection${earlier === undefined ? '' : ' to the earlier wording'} (${why.replace(/[.]$/, '')})`,
  );
}

function standing(facts: Facts, name: Name): string {
  const objections = Array.isArray(facts['objections']) ? (facts['objections'] as Objections) : [];
  const missing = Array.isArray(facts['missing']) ? (facts['missing'] as readonly string[]) : [];
  const said = objections.map(({ by, why }) => `${name(by)} objected (${why.replace(/[.]$/, '')})`);
  const silent = missing.length === 0 ? [] : [`${seats(missing)} did not answer`];
  return joined([...said, ...silent]) || 'somebody objected or did not answer';
}

function ending(facts: Facts, name: Name): string {
  if (typeof facts['by'] !== 'string' || typeof facts['at'] !== 'string') return '';
  const did = {
    proceeded: `${name(facts['by'])} decided to do it`,
    dropped: `${name(facts['by'])} dropped it`,
    left: 'the incident was closed',
  }[String(facts['outcome'])];
  return did === undefined ? '' : `: ${did} at ${clock(facts['at'])}`;
}

const named = (roles: unknown, otherwise: string): string =>
  Array.isArray(roles) && roles.length > 0 ? seats(roles.map(String)) : otherwise;
const holder = (facts: Facts, name: Name): string =>
  typeof facts['holder'] === 'string' ? name(facts['holder']) : 'the commander';
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function joined(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
