/**
 * The workspace's events and refusals as sentences, for its audit and for the administrator whose request was refused.
 */
import { POLICY_TIMES, type PolicyTime } from '../incident/policy-bounds.ts';
import { spanText } from '../instants.ts';
import type { Policy } from '../incident/words.ts';
import type { RefusalText, Sentences } from '../decider.ts';
import type { WorkspaceEvent, WorkspaceRefusal } from './words.ts';

export const sentences: Sentences<WorkspaceEvent> = {
  'workspace.person-added': (data) =>
    `${data.name} was added${data.administrator ? ' as an administrator' : data.observer ? ' as an observer' : ''}.`,
  'workspace.person-changed': ({ person, ...changed }, name) => changeOf(name(person), changed),
  'workspace.invite-made': ({ by, role, room, uses }, name) =>
    `${name(by)} made an invite link for ${uses === 1 ? `one ${role}` : `${uses} ${role}s`}${room === undefined ? '' : ` in ${room}`}.`,
  'workspace.invite-used': ({ person }, name) => `${name(person)} used an invite link.`,
  'workspace.invite-revoked': () => 'An invite link was revoked.',
  'workspace.account-bound': ({ person, issuer }, name) =>
    `${name(person)} signed in with an account of ${issuer} for the first time.`,
  'workspace.account-released': ({ person }, name) => `${name(person)} can sign in with another account now.`,
  'workspace.policy-set': ({ policy }) => `The policy for new rooms changed: ${policyChanges(policy)}.`,
  'workspace.template-set': ({ headings }) =>
    headings.length === 0
      ? 'New documents open empty.'
      : `New documents open with the headings: ${headings.join(', ')}.`,
  'workspace.service-set': ({ service }) => `Service ${service.name} was saved on the map.`,
  'workspace.service-removed': (data) => `Service ${data.name} was removed from the map.`,
  'workspace.services-imported': ({ services }) =>
    `${services.length === 1 ? 'One service' : `${services.length} services`} imported: ${services
      .slice(0, 5)
      .map(({ name }) => name)
      .join(', ')}${services.length > 5 ? ' and others' : ''}.`,
  'workspace.room-registered': (data, name) => `${name(data.by)} opened room ${data.room}.`,
};

const wordOf = (fact: unknown, otherwise: string): string => (typeof fact === 'string' ? fact : otherwise);

function policyChanges({ firstCommand, ...times }: Partial<Policy>): string {
  const first = firstCommand === 'trained' ? 'a trained person may take command first' : 'the declarer commands first';
  return [
    ...(firstCommand === undefined ? [] : [first]),
    ...Object.entries(times).map(([of, seconds]) => `${POLICY_TIMES[of as PolicyTime].label} ${spanText(seconds)}`),
  ].join(', ');
}

type Changes = Omit<Extract<WorkspaceEvent, { type: 'workspace.person-changed' }>['data'], 'person'>;

function changeOf(person: string, changes: Changes): string {
  const { name, area, email, trained, administrator, active, observer, rooms } = changes;
  return [
    active === undefined ? null : active ? `${person} was reactivated.` : `${person} was deactivated.`,
    name === undefined ? null : `${person} is now called ${name}.`,
    area === undefined ? null : area === null ? `${person} has no area now.` : `${person}’s area is now ${area}.`,
    email === undefined ? null : email === null ? `${person} has no email now.` : `${person}’s email is now ${email}.`,
    trained === undefined ? null : `${person} is ${trained ? 'now' : 'no longer'} trained to command.`,
    administrator === undefined ? null : `${person} is ${administrator ? 'now' : 'no longer'} an administrator.`,
    observer === undefined ? null : `${person} is now ${observer ? 'an observer' : 'a responder'}.`,
    rooms === undefined ? null : `${person} sees ${rooms === null ? 'every room' : rooms.join(', ')} now.`,
  ]
    .filter((sentence) => sentence !== null)
    .join(' ');
}

/** What deactivating ends, before anyone does it. */
export const whatEnds = (name: string, isMe: boolean): string =>
  `${isMe ? 'You are' : `${name} is`} signed out everywhere within two seconds. ${isMe ? 'Your' : 'Their'} tokens and invite links end, and ${isMe ? 'you leave' : 'they leave'} every open room. The name stays in the logs.`;

export const refusals: Record<WorkspaceRefusal, RefusalText> = {
  'workspace.administrators-only': {
    kind: 'authority',
    say: () => 'Only administrators manage people, policy, the document template and the service map. Ask one of them.',
  },
  'workspace.unknown-person': {
    kind: 'state',
    say: () => 'There is no active person like that in this workspace. Reload the list, or invite them.',
  },
  'workspace.last-administrator': {
    kind: 'state',
    say: () => 'This is the last administrator. Make someone else an administrator first.',
  },
  'workspace.email-taken': {
    kind: 'state',
    say: () => 'Someone else here has this email. Change or clear theirs first, or use another one.',
  },
  'workspace.administrators-set-their-own-email': {
    kind: 'authority',
    say: () => 'Administrators change their own email. Ask them to do it on their account page.',
  },
  'workspace.administrators-sign-in-themselves': {
    kind: 'state',
    say: () =>
      'An administrator signs in by a link of their own other device, or by the server’s welcome link (npm run welcome).',
  },
  'workspace.unchanged': {
    kind: 'state',
    say: () => 'Nothing changed: it was already set that way.',
  },
  'workspace.policy-bounds': {
    kind: 'malformed',
    say: ({ label, least, most }) =>
      `${wordOf(label, 'This time')}: from ${spanText(Number(least ?? 1))} to ${spanText(Number(most ?? 86_400))}. Nothing was changed.`,
  },
  'workspace.policy-order': {
    kind: 'malformed',
    say: ({ first, later }) =>
      `Nothing was changed: “${wordOf(later, 'The later time')}” can’t be shorter than “${wordOf(first, 'the earlier one')}”.`,
  },
  'workspace.observers-invite-nobody': {
    kind: 'authority',
    say: () => 'Observers can’t invite people. Ask a responder or an administrator.',
  },
  'workspace.invite-too-wide': {
    kind: 'authority',
    say: ({ uses = 50, days = 7 }) =>
      `Your invite links can be used by at most ${String(uses)} people and last at most ${String(days)} days. Choose fewer people or less time, or ask an administrator.`,
  },
  'workspace.too-many-invites': {
    kind: 'state',
    say: () => 'Too many invite links are active. Revoke some you no longer need, then try again.',
  },
  'workspace.inviting-too-fast': {
    kind: 'state',
    say: () => 'You created too many invite links in a minute. Wait a minute, or use one link for several people.',
  },
  'workspace.joining-too-fast': {
    kind: 'state',
    say: () => 'Too many people joined in the last minute. Wait a minute, then try again.',
  },
  'workspace.joining-too-many': {
    kind: 'state',
    say: ({ most = 100 }) =>
      `The daily limit is reached: ${String(most)} people joined through one person’s links and the links of people they invited. Ask an administrator for a link.`,
  },
  'workspace.brought-too-far': {
    kind: 'authority',
    say: () =>
      'You joined through a chain of three invites, so you can’t invite people. Ask an administrator to invite them.',
  },
  'workspace.unknown-invite': {
    kind: 'unknown',
    say: () => 'This invite link is no longer active: it was used up or revoked, or it expired. Reload the list.',
  },
  'workspace.unknown-service': {
    kind: 'unknown',
    say: () => 'That service is not on the map. Someone may have removed it. Reload the map.',
  },
  'workspace.not-your-service': {
    kind: 'authority',
    say: ({ service }) =>
      `Only ${named(service, 'the owner of a service')}${typeof service === 'string' ? '’s owner' : ''} or an administrator can change it. Ask one of them.`,
  },
  'workspace.depends-on-unknown': {
    kind: 'state',
    say: ({ service, dependsOn }) =>
      `${named(service, 'A service')} depends on ${named(dependsOn, 'one')}, which is not on the map. Add that one first, or import both in one file.`,
  },
  'workspace.depends-on-itself': {
    kind: 'state',
    say: ({ service }) => `${named(service, 'A service')} can’t depend on itself. Remove it from its own dependencies.`,
  },
  'workspace.too-many-services': {
    kind: 'state',
    say: () => 'The map can hold 500 services. Remove some you no longer run, then try again.',
  },
};

const named = (fact: unknown, otherwise: string): string => (typeof fact === 'string' ? fact : otherwise);
