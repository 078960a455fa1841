/**
 * The crew in sentences: each event as the log tells it, each refusal as a tired person needs it (what happened, what
 * to do next). Facts may be missing, because other capabilities refuse with these codes too: then the sentence says
 * less, never something wrong.
 */
import type { RefusalText, Sentences } from '../decider.ts';
import { seatName } from '../seat-names.ts';
import type { CrewEvent, CrewRefusal } from './words.ts';

type Facts = Readonly<Record<string, unknown>>;
type Name = (person: string) => string;

export const sentences: Sentences<CrewEvent> = {
  'crew.joined': ({ person, as, area }, name) =>
    `${name(person)} joined as ${STANDINGS[as]}${area === undefined ? '' : ` (${area})`}.`,
  'crew.assigned': ({ person, role, area }, name) => `${name(person)} was asked to be ${seat(role, area)}.`,
  'crew.accepted': ({ person, role, area, replaced }, name) =>
    `${name(person)} is now ${seat(role, area)}${replaced === undefined ? '' : `, in place of ${name(replaced)}`}.`,
  'crew.declined': ({ person, role, why }, name) =>
    `${name(person)} declined to be ${seat(role)}${why === undefined ? '.' : `: ${why}`}`,
  'crew.volunteered': ({ person, role, area }, name) => `${name(person)} volunteered to be ${seat(role, area)}.`,
  'crew.released': ({ person, role, area }, name) => `${name(person)} is no longer ${seat(role, area)}.`,
  'crew.admitted': ({ person, as }, name) => `${name(person)} is now ${STANDINGS[as]}.`,
  'crew.removed': ({ person, why }, name) => `${name(person)} was removed from the room: ${why}`,
  'crew.availability-set': ({ person, availability }, name) => `${name(person)} ${AVAILABLE[availability]}`,
  'crew.role-added': ({ role }) => `Role added: ${seatName(role)}.`,
  'crew.link-lost': ({ person }, name) => `${name(person)} lost connection.`,
  'crew.link-back': ({ person }, name) => `${name(person)} reconnected.`,
  'crew.shadows-followed': ({ people, to }, name) =>
    `${people.map(name).join(', ')} now ${people.length === 1 ? 'shadows' : 'shadow'} ${name(to)}.`,
  'crew.training-noted': ({ person, trained }, name) =>
    `${name(person)} is ${trained ? '' : 'no longer listed as '}trained to command.`,
  'crew.renamed': ({ name, was }) => `${was} is now called ${name}.`,
};

/** Anyone who rests is thanked: resting in time is part of the work. */
const AVAILABLE = { here: 'is here.', away: 'is away.', resting: 'is resting. Thank you.' } as const;
const STANDINGS = { responder: 'a responder', observer: 'an observer', shadow: 'a shadow' } as const;

export const refusals: Record<CrewRefusal, RefusalText> = {
  'crew.enter-first': authority(() => 'You’re not in this room yet. Join first, then try again.'),
  'crew.removed': authority(
    () => 'You were removed from this room, so you can’t act here. Talk to the commander or an administrator.',
  ),
  'crew.deactivated': state(
    (facts, name) =>
      `${person(facts, name)} was deactivated. Ask an administrator to reactivate them, then admit them.`,
  ),
  'crew.observers-may-not': authority(({ closed }) =>
    closed === true
      ? 'You’re an observer here, so you can read. Ask an administrator to admit you as a responder.'
      : 'You’re an observer here: you can read and ask questions. Ask the commander to admit you as a responder.',
  ),
  'crew.shadows-may-not': authority(
    ({ closed }) =>
      `You’re shadowing the commander: you can chat and take notes, but not act. Ask ${closed === true ? 'an administrator' : 'the commander'} to admit you as a responder.`,
  ),
  'crew.seat-needed': authority(
    (facts) => `This needs ${seats(facts)}. Volunteer for it, or tell the person who has it.`,
  ),
  'crew.already-in': state(() => 'You’re already in this room.'),
  'crew.unknown-person': state(
    (facts, name) => `${person(facts, name)} isn’t in this room. They need to join before you can do that.`,
  ),
  'crew.unknown-role': state(
    (facts) => `This room has no ${named(facts)}. Choose another role, or add this one first.`,
  ),
  'crew.room-full': state(
    (facts) =>
      `This room is full: ${Number(facts['most'] ?? 2000)} people have joined. You can still follow along. Tell the commander you’re here.`,
  ),
  'crew.board-full': state(
    (facts) =>
      `This room can’t have more roles${typeof facts['most'] === 'number' ? ` (limit ${facts['most']})` : ''}. Release a role no one needs, or use an existing one.`,
  ),
  'crew.role-exists': state((facts) => `This room already has the ${named(facts)}. Assign it, or choose another name.`),
  'crew.holder-cannot-be-deputy': state(
    (facts, name) =>
      `${person(facts, name)} has command. The commander can’t be their own deputy. Choose someone else.`,
  ),
  'crew.cannot-hold-seats': state(
    (facts, name) =>
      `${person(facts, name)} isn’t a responder, so they can’t take a role. Admit them as a responder first.`,
  ),
  'crew.already-seated': state(
    (facts, name) => `${person(facts, name)} already has that role, or was asked to take it. No action needed.`,
  ),
  'crew.not-assigned-to-you': state(
    (facts) => `You’re no longer asked to be ${role(facts)}. Volunteer if you want that role.`,
  ),
  'crew.not-in-that-seat': state(
    (facts, name) => `${person(facts, name)} isn’t ${role(facts)}, so there’s nothing to step down from.`,
  ),
  'crew.already-volunteered': state(
    (facts) => `You’ve already volunteered to be ${role(facts)}. Wait for the commander to assign it.`,
  ),
  'crew.not-the-holder': state(
    (facts, name) =>
      `${person(facts, name)} has command, so they stay a responder here. Hand off command first, or ask another administrator to remove them.`,
  ),
  'crew.unchanged': state(() => 'Nothing changed: it was already set that way.'),
  'crew.clock-only': authority(() => 'Only the server can do that. Nothing was changed.'),
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
  return typeof facts['role'] === 'string' ? seat(facts['role']) : 'in that role';
}

function named(facts: Facts): string {
  return typeof facts['role'] === 'string' ? `role “${facts['role']}”` : 'such role';
}

function seats(facts: Facts): string {
  const needed = facts['seats'];
  return Array.isArray(needed) && needed.length > 0
    ? `the role of ${needed.map((each) => seatName(String(each))).join(' or ')}`
    : 'a role you don’t have';
}

function seat(name: string, area?: string): string {
  if (name === 'expert') return `an expert${area === undefined ? '' : ` for ${area}`}`;
  return `${seatName(name)}${area === undefined ? '' : ` (${area})`}`;
}

export { seatName };
