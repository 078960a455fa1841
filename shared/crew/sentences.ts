/**
 * The crew in sentences: each event as the log tells it, each refusal as a tired person needs it (what happened, what to do next).
 * Facts may be missing, because other capabilities refuse with these codes too: then the sentence says less, never something wrong.
 */
import type { RefusalText, Sentences } from '../decider.ts';
import { seatName } from '../seat-names.ts';
import type { CrewEvent, CrewRefusal } from './words.ts';

type Facts = Readonly<Record<string, unknown>>;
type Name = (person: string) => string;

export const sentences: Sentences<CrewEvent> = {
  'crew.joined': ({ name, as, area }) =>
    `${name} came in as ${STANDINGS[as]}${area === undefined ? '' : ` (${area})`}.`,
  'crew.assigned': ({ person, role, area }, name) => `${name(person)} was asked to be ${seat(role, area)}.`,
  'crew.accepted': ({ person, role, area, replaced }, name) =>
    `${name(person)} is now ${seat(role, area)}${replaced === undefined ? '' : `, in place of ${name(replaced)}`}.`,
  'crew.declined': ({ person, role, why }, name) =>
    `${name(person)} will not be ${seat(role)}${why === undefined ? '.' : `: ${why}`}`,
  'crew.volunteered': ({ person, role, area }, name) => `${name(person)} volunteered to be ${seat(role, area)}.`,
  'crew.released': ({ person, role, area }, name) => `${name(person)} is no longer ${seat(role, area)}.`,
  'crew.admitted': ({ person, as }, name) => `${name(person)} is now ${STANDINGS[as]}.`,
  'crew.removed': ({ person, why }, name) => `${name(person)} was removed from the room: ${why}`,
  'crew.availability-set': ({ person, availability }, name) => `${name(person)} ${AVAILABLE[availability]}`,
  'crew.role-added': ({ role }) => `A seat was added: ${seatName(role)}.`,
  'crew.link-lost': ({ person }, name) => `${name(person)} lost the link.`,
  'crew.link-back': ({ person }, name) => `${name(person)} is back.`,
};

/** Who rests is thanked: resting in time is part of the work. */
const AVAILABLE = { here: 'is here.', away: 'is away.', resting: 'rests now. Thank you.' } as const;
const STANDINGS = { responder: 'a responder', observer: 'an observer', shadow: 'a shadow' } as const;

export const refusals: Record<CrewRefusal, RefusalText> = {
  'crew.enter-first': authority(() => 'You are not in this room yet. Enter it first, then do that again.'),
  'crew.removed': authority(
    () => 'You were removed from this room, so you can do nothing here. Talk to the commander or an administrator.',
  ),
  'crew.observers-may-not': authority(
    () => 'You are an observer here: you may read, and ask. Ask the commander to admit you as a responder.',
  ),
  'crew.shadows-may-not': authority(
    () => 'You are shadowing: you may write and note, but not act. Ask the commander to admit you as a responder.',
  ),
  'crew.seat-needed': authority(
    (facts) => `This needs ${seats(facts)}. Volunteer for it, or tell somebody who has it.`,
  ),
  'crew.already-in': state(() => 'You are in this room already. Just go on.'),
  'crew.unknown-person': state(
    (facts, name) => `${person(facts, name)} is not in this room. They have to come in before you can do that.`,
  ),
  'crew.unknown-role': state((facts) => `The board has no ${named(facts)}. Choose one that it has, or add it first.`),
  'crew.board-full': state(
    (facts) =>
      `The board is full${typeof facts['most'] === 'number' ? ` (${facts['most']} at most)` : ''}. Release a seat that nobody needs, or use one that is there.`,
  ),
  'crew.role-exists': state((facts) => `The board has the ${named(facts)} already. Assign it, or choose another name.`),
  'crew.holder-cannot-be-deputy': state(
    (facts, name) =>
      `${person(facts, name)} has command, and nobody stands in for themself. Choose somebody else as deputy.`,
  ),
  'crew.cannot-hold-seats': state(
    (facts, name) =>
      `${person(facts, name)} is not a responder, so they cannot hold a seat. Admit them as a responder first.`,
  ),
  'crew.already-seated': state(
    (facts, name) =>
      `${person(facts, name)} has that seat already, or was asked to take it. There is nothing left to do.`,
  ),
  'crew.not-assigned-to-you': state(
    (facts) => `You are not asked to be ${role(facts)} any more. Volunteer if you want that seat.`,
  ),
  'crew.not-in-that-seat': state(
    (facts, name) => `${person(facts, name)} is not ${role(facts)}, so there is nothing to leave.`,
  ),
  'crew.already-volunteered': state(
    (facts) => `You have volunteered to be ${role(facts)}. The commander decides; wait for the word.`,
  ),
  'crew.not-the-holder': state(
    (facts, name) =>
      `${person(facts, name)} has command, so they stay a responder here. Hand command over first; another administrator may remove them.`,
  ),
  'crew.unchanged': state(() => 'It is like that already. Nothing was written.'),
  'crew.clock-only': authority(() => 'Only the servers say that. Nothing was written.'),
};

function state(say: RefusalText['say']): RefusalText {
  return { kind: 'state', say };
}

function authority(say: RefusalText['say']): RefusalText {
  return { kind: 'authority', say };
}

function person(facts: Facts, name: Name): string {
  return typeof facts['person'] === 'string' ? name(facts['person']) : 'This person';
}

function role(facts: Facts): string {
  return typeof facts['role'] === 'string' ? seat(facts['role']) : 'in that seat';
}

function named(facts: Facts): string {
  return typeof facts['role'] === 'string' ? `seat "${facts['role']}"` : 'seat';
}

function seats(facts: Facts): string {
  const needed = facts['seats'];
  return Array.isArray(needed) && needed.length > 0
    ? `a seat: ${needed.map((each) => seatName(String(each))).join(' or ')}`
    : 'a seat that you do not hold';
}

function seat(name: string, area?: string): string {
  if (name === 'expert') return `an expert${area === undefined ? '' : ` for ${area}`}`;
  return `${seatName(name)}${area === undefined ? '' : ` (${area})`}`;
}

export { seatName };
