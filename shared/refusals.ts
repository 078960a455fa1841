/**
 * The one catalogue of refusals: every code that any station may answer, its kind, and the sentence that a tired person reads.
 * Capabilities declare theirs in sentences.ts; those of the machine itself stand here. Facts may be missing: sentences cope.
 */
import type { Refused, RefusalText } from './decider.ts';
import { refusals as asks } from './asks/sentences.ts';
import { refusals as crew } from './crew/sentences.ts';
import { refusals as decisions } from './decisions/sentences.ts';
import { refusals as floor } from './floor/sentences.ts';
import { refusals as incident } from './incident/sentences.ts';
import { refusals as scribe } from './scribe/sentences.ts';
import { refusals as tasks } from './tasks/sentences.ts';
import { refusals as teams } from './teams/sentences.ts';
import { refusals as timeline } from './timeline/sentences.ts';
import { refusals as updates } from './updates/sentences.ts';
import { refusals as workspace } from './workspace/sentences.ts';

const textOf = (fact: unknown, otherwise: string): string => (typeof fact === 'string' ? fact : otherwise);

const machine: Readonly<Record<string, RefusalText>> = {
  'command.malformed': {
    kind: 'malformed',
    say: (facts) =>
      `That could not be understood: ${textOf(facts['problem'], 'a field is missing or wrong')}. Nothing was changed.`,
  },
  'command.too-large': {
    kind: 'malformed',
    say: () => 'That is too long. A text may have 4,000 characters, a command 64 KB. Shorten it and send it again.',
  },
  'command.unknown-type': {
    kind: 'malformed',
    say: (facts) => `There is no command "${textOf(facts['type'], '')}". Reload the page if it is old.`,
  },
  'command.id-taken': {
    kind: 'state',
    say: () => 'This command id was already used for something else. Send it again with a new id.',
  },
  'room.unknown': {
    kind: 'unknown',
    say: () => 'There is no such room, or it is not open to you. Check the link, or ask for an invite.',
  },
  'room.no-such-version': {
    kind: 'unknown',
    say: (facts) =>
      `This room has not come to that version yet${typeof facts['newest'] === 'number' ? `; its newest is ${facts['newest']}` : ''}. Ask for an earlier one.`,
  },
  'room.frozen': {
    kind: 'state',
    say: () =>
      'The record of this room is damaged, so it is read only. Tell an administrator; open a new room if the incident goes on.',
  },
  'access.no-session': {
    kind: 'authority',
    say: () => 'You are not signed in here. Open an invite link, or ask an administrator for one.',
  },
  'access.no-person': {
    kind: 'authority',
    say: () => 'This token belongs to no person. Make a token for a person to declare, join or act.',
  },
  'access.not-administrator': { kind: 'authority', say: () => 'Only an administrator may do that.' },
  'access.scope': { kind: 'authority', say: () => 'This token may only read.' },
  'access.observer': {
    kind: 'authority',
    say: () => 'You were invited to look on. Ask somebody who takes part to declare it.',
  },
  'access.origin': {
    kind: 'authority',
    say: () =>
      'This page is not served by this Watchfloor, so it may not act here. Open the address of your Watchfloor.',
  },
  'access.invite-over': {
    kind: 'unknown',
    say: () => 'This invite link was used up or has expired. Ask for a new one.',
  },
  'attachment.empty': {
    kind: 'malformed',
    say: () => 'There is nothing in that file. Nothing was kept; choose another.',
  },
  'attachment.too-large': {
    kind: 'malformed',
    say: () =>
      'That is larger than 2 MB. Nothing was kept; crop the picture or cut the log to what matters, and add it again.',
  },
  'attachment.room-full': {
    kind: 'state',
    say: () => 'The attachments of this room have reached 64 MB. Nothing was kept; link to where the file is instead.',
  },
  'attachment.incomplete': {
    kind: 'state',
    say: () => 'The file did not arrive whole in time. Nothing was kept; add it again.',
  },
  'attachment.not-yours': {
    kind: 'authority',
    say: () =>
      'Only who works in this room adds pictures and files. Enter the room as a responder, or ask the commander to admit you.',
  },
  'attachment.unknown': { kind: 'unknown', say: () => 'This room has no such attachment. Check the address.' },
  'attachment.damaged': {
    kind: 'state',
    say: () =>
      'The store did not give back what was kept, so it is not shown. Add the file again, and tell an administrator.',
  },
  'http.no-such-address': {
    kind: 'unknown',
    say: () => 'There is nothing at this address. See /api/openapi.json for what there is.',
  },
  unconfirmed: {
    kind: 'state',
    say: () => 'Not confirmed yet: it may or may not have been written. It is being repeated; it will count once.',
  },
  busy: {
    kind: 'state',
    say: () => 'Too many things at once in this room. Nothing was written; try again in a moment.',
  },
  unavailable: {
    kind: 'state',
    say: () => 'The store cannot be reached. Nothing was written; the page goes on trying.',
  },
};

export const REFUSALS: Readonly<Record<string, RefusalText>> = {
  ...machine,
  ...incident,
  ...floor,
  ...crew,
  ...updates,
  ...timeline,
  ...tasks,
  ...decisions,
  ...asks,
  ...teams,
  ...scribe,
  ...workspace,
};

/** The sentence of a refusal, with people's names in place of their ids. */
export function explain(refused: Pick<Refused, 'code' | 'facts'>, name: (person: string) => string): string {
  const text = Object.hasOwn(REFUSALS, refused.code) ? REFUSALS[refused.code] : undefined;
  return text === undefined ? `That was refused (${refused.code}).` : text.say(refused.facts ?? {}, name);
}
