/**
 * The workspace's events and refusals as sentences, for its audit and for the administrator whose wish was refused.
 */
import type { RefusalText, Sentences } from '../decider.ts';
import type { WorkspaceEvent, WorkspaceRefusal } from './words.ts';

export const sentences: Sentences<WorkspaceEvent> = {
  'workspace.person-added': (data) => `${data.name} was added${data.administrator ? ' as an administrator' : data.observer ? ' as an observer' : ''}.`,
  'workspace.person-changed': ({ person, ...changed }, name) => `${name(person)} was changed: ${Object.entries(changed).map(([field, value]) => `${field} is now ${String(value)}`).join(', ')}.`,
  'workspace.policy-set': (data) => `The policy for new rooms changed: ${Object.entries(data.policy).map(([field, value]) => `${field} is now ${String(value)}`).join(', ')}.`,
  'workspace.room-registered': (data, name) => `${name(data.by)} opened the room ${data.room}.`,
};

export const refusals: Record<WorkspaceRefusal, RefusalText> = {
  'workspace.administrators-only': { kind: 'authority', say: () => 'Only an administrator manages people and policy. Ask one of them.' },
  'workspace.unknown-person': { kind: 'state', say: () => 'There is no such active person in this workspace. Reload the list, or invite them.' },
  'workspace.last-administrator': { kind: 'state', say: () => 'This is the last administrator. Make somebody else an administrator first.' },
  'workspace.unchanged': { kind: 'state', say: () => 'Nothing is different from what already stands there. Nothing was written.' },
};
