/**
 * The workspace's events and refusals as sentences, for its audit and for the administrator whose wish was refused.
 */
import type { RefusalText, Sentences } from '../decider.ts';
import type { WorkspaceEvent, WorkspaceRefusal } from './words.ts';

export const sentences: Sentences<WorkspaceEvent> = {
  'workspace.person-added': (data) =>
    `${data.name} was added${data.administrator ? ' as an administrator' : data.observer ? ' as an observer' : ''}.`,
  'workspace.person-changed': ({ person, ...changed }, name) =>
    `${name(person)} was changed: ${Object.entries(changed)
      .map(([field, value]) => `${field} is now ${String(value)}`)
      .join(', ')}.`,
  'workspace.policy-set': (data) =>
    `The policy for new rooms changed: ${Object.entries(data.policy)
      .map(([field, value]) => `${field} is now ${String(value)}`)
      .join(', ')}.`,
  'workspace.template-set': ({ headings }) =>
    headings.length === 0
      ? 'New documents open empty.'
      : `New documents open with the headings: ${headings.join(', ')}.`,
  'workspace.service-set': ({ service }) => `The service ${service.name} was set on the map.`,
  'workspace.service-removed': (data) => `The service ${data.name} was taken off the map.`,
  'workspace.services-imported': ({ services }) =>
    `${services.length === 1 ? 'One service was' : `${services.length} services were`} imported: ${services
      .slice(0, 5)
      .map(({ name }) => name)
      .join(', ')}${services.length > 5 ? ' and others' : ''}.`,
  'workspace.room-registered': (data, name) => `${name(data.by)} opened the room ${data.room}.`,
};

export const refusals: Record<WorkspaceRefusal, RefusalText> = {
  'workspace.administrators-only': {
    kind: 'authority',
    say: () =>
      'Only an administrator manages people, policy, the template for documents and the map of services. Ask one of them.',
  },
  'workspace.unknown-person': {
    kind: 'state',
    say: () => 'There is no such active person in this workspace. Reload the list, or invite them.',
  },
  'workspace.last-administrator': {
    kind: 'state',
    say: () => 'This is the last administrator. Make somebody else an administrator first.',
  },
  'workspace.unchanged': {
    kind: 'state',
    say: () => 'Nothing is different from what already stands there. Nothing was written.',
  },
  'workspace.unknown-service': {
    kind: 'unknown',
    say: () => 'There is no such service on the map. Somebody may have removed it: reload the map.',
  },
  'workspace.not-your-service': {
    kind: 'authority',
    say: ({ service }) =>
      `Only ${named(service, 'the owner of a service')}${typeof service === 'string' ? "'s owner" : ''} or an administrator may change it. Ask one of them.`,
  },
  'workspace.depends-on-unknown': {
    kind: 'state',
    say: ({ service, dependsOn }) =>
      `${named(service, 'A service')} depends on ${named(dependsOn, 'one')}, which is not on the map. Add that one first, or import both in one file.`,
  },
  'workspace.depends-on-itself': {
    kind: 'state',
    say: ({ service }) => `${named(service, 'A service')} cannot depend on itself. Take it out of what it depends on.`,
  },
  'workspace.too-many-services': {
    kind: 'state',
    say: () => 'The map holds 500 services at most. Remove some that nobody runs any more, then try again.',
  },
};

const named = (fact: unknown, otherwise: string): string => (typeof fact === 'string' ? fact : otherwise);
