/**
 * The one catalogue of refusals: every code that any part of the server may answer, its kind, and the sentence that a
 * tired person reads. Capabilities declare theirs in sentences.ts, and capabilities.ts lists them; the server's own are
 * here. Facts may be missing: sentences cope.
 */
import type { Refused, RefusalText } from './decider.ts';
import { CAPABILITIES } from './capabilities.ts';
import { refusalsOf } from './compose.ts';
import { utcClock, type Clock } from './instants.ts';
import { isolated, isolatedIn } from './isolated.ts';
import { refusals as workspace } from './workspace/sentences.ts';

const textOf = (fact: unknown, otherwise: string): string => (typeof fact === 'string' ? fact : otherwise);

/** When to try again, in words; "in a moment" without the fact. */
function when({ retryAfterMs }: Readonly<Record<string, unknown>>): string {
  if (typeof retryAfterMs !== 'number' || retryAfterMs < 1_500) return 'in a moment';
  const seconds = Math.ceil(retryAfterMs / 1000);
  return seconds < 120
    ? `in ${seconds} s`
    : seconds < 7_200
      ? `in ${Math.ceil(seconds / 60)} min`
      : `in ${Math.ceil(seconds / 3600)} h`;
}

const machine: Readonly<Record<string, RefusalText>> = {
  'command.malformed': {
    kind: 'malformed',
    say: (facts) =>
      `That request isn’t valid: ${textOf(facts['problem'], 'a field is missing or wrong')}. Nothing was changed.`,
  },
  'command.too-large': {
    kind: 'malformed',
    say: () =>
      'That is too long. The limit is 4,000 characters for a text and 64 KB for a command. Shorten it and send it again.',
  },
  'command.unknown-type': {
    kind: 'malformed',
    say: (facts) => `There is no command “${textOf(facts['type'], '')}”. Reload the page: it may be out of date.`,
  },
  'command.id-taken': {
    kind: 'state',
    say: () => 'This command ID was already used for a different command. Send it again with a new ID.',
  },
  'room.unknown': {
    kind: 'unknown',
    say: () => 'That room doesn’t exist, or you don’t have access to it. Check the link, or ask for an invite.',
  },
  'room.no-such-version': {
    kind: 'unknown',
    say: (facts) =>
      `This room hasn’t reached that version yet${typeof facts['newest'] === 'number' ? `. Its latest is ${facts['newest']}` : ''}. Request an earlier one.`,
  },
  'room.not-yet': {
    kind: 'unknown',
    say: ({ openedAt }, _, clock) =>
      `This room didn’t exist yet at that time${typeof openedAt === 'string' ? `: it was opened on ${openedAt.slice(0, 10)} at ${clock(openedAt, 'seconds')}` : ''}. Choose a later time.`,
  },
  'room.frozen': {
    kind: 'state',
    say: () =>
      'This room’s log is damaged, so the room is read-only. Tell an administrator. If the incident isn’t over, declare a new one.',
  },
  'sample.running': {
    kind: 'state',
    say: (facts) =>
      `A sample incident is open already${typeof facts['room'] === 'string' ? ` in ${facts['room'].toUpperCase()}` : ''}. Watch that one, or stop it first.`,
  },
  'access.no-session': {
    kind: 'authority',
    say: () => 'You’re not signed in. Open an invite link, or ask an administrator for one.',
  },
  'access.way-off': {
    kind: 'unknown',
    say: () => "This way of signing in isn't switched on here. Use another one, or ask an administrator.",
  },
  'access.deactivated': {
    kind: 'authority',
    say: () => 'You were deactivated here. Ask an administrator to activate you again.',
  },
  'access.another-account': {
    kind: 'state',
    say: () => 'The person with your email signs in here with another account. Ask an administrator to release it.',
  },
  'access.not-a-member': {
    kind: 'authority',
    say: () => "You're not in this workspace yet. Ask an administrator for an invite link.",
  },
  'access.wrong-password': {
    kind: 'authority',
    say: () =>
      "That email and password don't match. Check both and try again, or ask an administrator for a link to set a new password.",
  },
  'access.wrong-current-password': {
    kind: 'authority',
    say: () => "That isn't your current password. Nothing was changed. Try again, or ask an administrator for a link.",
  },
  'access.no-email': {
    kind: 'state',
    say: () => 'A password needs an email to sign in with. Ask an administrator to add one on the page of people.',
  },
  'access.password-short': {
    kind: 'malformed',
    say: ({ least = 12 }) =>
      `Use at least ${String(least)} characters. A few words in a row are easy to remember and hard to guess.`,
  },
  'access.password-long': {
    kind: 'malformed',
    say: ({ most = 1000 }) => `Use at most ${String(most)} characters.`,
  },
  'access.password-common': {
    kind: 'malformed',
    say: () => 'This is one of the first passwords that someone would try. Choose another one.',
  },
  'access.no-person': {
    kind: 'authority',
    say: () => 'This token belongs to no person. To declare, join or act, create a token for a person.',
  },
  'access.not-administrator': { kind: 'authority', say: () => 'Only an administrator can do that.' },
  'access.overdue': {
    kind: 'authority',
    say: () =>
      'You signed in more than 72 hours ago. You can keep working in the room you’re in. For anything else, sign out, then open a link for other devices or a new invite link.',
  },
  'access.scope': { kind: 'authority', say: () => 'This token is read-only.' },
  'access.observer': {
    kind: 'authority',
    say: () => 'You were invited as an observer, so you can’t declare an incident. Ask a responder to declare it.',
  },
  'access.origin': {
    kind: 'authority',
    say: ({ address }) =>
      typeof address === 'string'
        ? `This page was opened under an address that isn’t Watchfloor’s own, so it can’t act here. Open ${address} instead.`
        : 'This page isn’t served by this Watchfloor, so it can’t act here. Open your Watchfloor’s own address.',
  },
  'access.removed-from-a-room': {
    kind: 'authority',
    say: ({ room }) =>
      `You were removed from ${typeof room === 'string' ? room.toUpperCase() : 'a room'}, so you can’t create invite links to it. Ask its commander to admit you again, or ask an administrator if it’s closed.`,
  },
  'access.one-room': {
    kind: 'authority',
    say: () => 'You were invited to observe one room, and this isn’t part of it.',
  },
  'access.invite-over': {
    kind: 'unknown',
    say: () => 'This invite link was used up or revoked, or it expired. Ask for a new one.',
  },
  'access.too-many-tries': {
    kind: 'state',
    say: (facts) =>
      `Too many attempts to use a link from this network. Try again ${when(facts)} with the full link you were sent.`,
  },
  'access.too-many-links': {
    kind: 'state',
    say: (facts) =>
      `You created 20 tokens or links for other devices in a minute, which is the limit. Create the next one ${when(facts)}.`,
  },
  'access.too-many-tokens': {
    kind: 'state',
    say: (facts) =>
      `This person already has ${Number(facts['most'] ?? 50)} active tokens, which is the limit. Revoke one that is no longer used, then create the new one.`,
  },
  'room.too-many': {
    kind: 'state',
    say: (facts) =>
      `You declared 10 incidents in an hour, which is the limit. Declare the next one ${when(facts)}, or ask someone else to.`,
  },
  'history.full': {
    kind: 'state',
    say: (facts) =>
      `You’ve written 20 MB in this room, which is the limit for one person. ${'retryAfterMs' in facts ? `Send your next line ${when(facts)}` : 'You can still send short lines'}. No one else is affected. Keep long texts elsewhere and link to them.`,
  },
  'attachment.too-fast': {
    kind: 'state',
    say: (facts) =>
      `You’ve reached the upload limit for one person (32 MB a minute, 256 MB a day). Nothing was saved. Add the file again ${when(facts)}.`,
  },
  'attachment.workspace-full': {
    kind: 'state',
    say: () =>
      'This Watchfloor has no space left for attachments. Nothing was saved. Link to the file instead, and tell an administrator.',
  },
  'attachment.empty': {
    kind: 'malformed',
    say: () => 'That file is empty. Nothing was saved. Choose another one.',
  },
  'attachment.too-large': {
    kind: 'malformed',
    say: () =>
      'That file is larger than 2 MB. Nothing was saved. Crop the picture or cut the log to what matters, then add it again.',
  },
  'attachment.room-full': {
    kind: 'state',
    say: () =>
      'This room’s attachments have reached 64 MB, which is the limit. Nothing was saved. Link to the file instead.',
  },
  'attachment.unreadable-picture': {
    kind: 'malformed',
    say: () =>
      'The location and time can’t be removed from this picture: it’s damaged, or in a format such as HEIC, AVIF or TIFF. Nothing was saved. Save it as JPEG or PNG and add that.',
  },
  'attachment.incomplete': {
    kind: 'state',
    say: () => 'The file didn’t upload completely in time. Nothing was saved. Add it again.',
  },
  'attachment.not-yours': {
    kind: 'authority',
    say: () =>
      'Only responders in this room can add pictures and files. Join the room as a responder, or ask the commander to admit you.',
  },
  'attachment.unknown': { kind: 'unknown', say: () => 'That attachment is not in this room. Check the address.' },
  'attachment.damaged': {
    kind: 'state',
    say: () =>
      'The stored file can’t be read or has changed, so it isn’t shown. Add the file again, and tell an administrator.',
  },
  'http.no-such-address': {
    kind: 'unknown',
    say: () => 'There is nothing at this address. See /api/openapi.json for the available addresses.',
  },
  unconfirmed: {
    kind: 'state',
    say: () => 'Not confirmed yet: it may or may not have been saved. Watchfloor is retrying. It will count only once.',
  },
  busy: { kind: 'state', say: (facts) => `Too many requests at once. Nothing was saved. Try again ${when(facts)}.` },
  unavailable: {
    kind: 'state',
    say: () => 'The database can’t be reached or takes no writes. Nothing was saved. Try again in a moment.',
  },
};

export const REFUSALS: Readonly<Record<string, RefusalText>> = {
  ...machine,
  ...refusalsOf(CAPABILITIES),
  ...workspace,
};

/**
 * The sentence of a refusal, with people's names in place of their ids. What people wrote is isolated in it. Without a
 * clock, times are in UTC.
 */
export function explain(
  refused: Pick<Refused, 'code' | 'facts'>,
  name: (person: string) => string,
  clock: Clock = utcClock,
): string {
  const text = Object.hasOwn(REFUSALS, refused.code) ? REFUSALS[refused.code] : undefined;
  return text === undefined
    ? `That was refused (${refused.code}).`
    : text.say(isolatedIn(refused.facts ?? {}), (person) => isolated(name(person)), clock);
}
