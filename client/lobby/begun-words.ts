/**
 * What someone has begun and not sent, as words outside of its form: where it belongs, and its text. The form may be gone:
 * the question was answered by someone else, the room is closed. Pure.
 */
import { parsed } from '../session/keeping.ts';

/** By the first part of the field's name. */
export const PLACES: Readonly<Record<string, string>> = {
  'add-to-brief': 'Addition to the brief',
  against: 'Objection',
  answer: 'Answer to a question',
  approve: 'Changes to a customer update',
  ask: 'Question to the commander',
  assign: 'New task',
  assume: 'Reason to assume command',
  attachment: 'Name of a file',
  blocked: 'What a task needs',
  chat: 'Chat',
  close: 'Closing the incident',
  correct: 'Correction of a line',
  criterion: 'Exit criterion',
  decide: 'Decision',
  declare: 'Declaring an incident',
  decline: 'Reason to decline a task',
  document: 'Reason to restore the document',
  'document-line': 'Line for the document',
  done: 'Result of a task',
  'edit-brief': 'Brief',
  'form-team': 'New team',
  links: 'Link to the bridge or runbook',
  note: 'Timeline line',
  now: 'Now block',
  offer: 'Brief for handing off command',
  people: 'About a person',
  policy: 'Policy',
  propose: 'Decision to propose',
  'put-off': 'Reason to snooze an update',
  receive: 'Accepting command',
  relief: 'Asking for relief',
  remove: 'Reason to remove a person',
  reopen: 'Reason to reopen the incident',
  report: 'Report on a task',
  request: 'Offering to take command',
  rhythm: 'Schedule of updates',
  role: 'Assigning a role',
  seat: 'Role',
  'send-back': 'Sending back a customer update',
  service: 'Service',
  services: 'Impacted services',
  severity: 'Changing the severity',
  status: 'Changing the status',
  strike: 'Reason to strike out a line',
  suggest: 'Suggested severity',
  team: 'Goal of a team',
  template: 'Document template',
  title: 'Title of the incident',
  update: 'Update',
  volunteer: 'Volunteering for a role',
  walk: 'Tasks after taking command',
};

const OTHER = 'Unsent text';
const EMPTY = 'Only choices, no text.';
/** What a form keeps beside its words: people and things by their ids, and what its writer had read. */
const NO_WORDS: ReadonlySet<string> = new Set([
  'chosen',
  'duplicateOf',
  'id',
  'owner',
  'person',
  'read',
  'reviewOwner',
  'stays',
  'to',
  'who',
]);

/** `json`: as it is kept. */
export function begunWords(field: string, json: string): { readonly place: string; readonly text: string } {
  const [kind = ''] = field.split('.');
  const texts = textsIn(parsed(json)).filter((text) => text.trim() !== '');
  return { place: PLACES[kind] ?? OTHER, text: texts.length === 0 ? EMPTY : texts.join('\n') };
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => (NO_WORDS.has(name) ? [] : textsIn(part)));
}
