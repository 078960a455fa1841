/**
 * The map of keys: in which order and under which heading help lists them. The same letter means the same thing on
 * every screen, so a new one gets its place here.
 */
import { Store } from '../session/store.ts';
import type { Key } from './keys.ts';

export const helpOpen = new Store(false);
export const showKeys = (): void => helpOpen.set(true);

interface Named {
  readonly key: string;
  readonly does: string;
}

export interface Part {
  readonly title: string;
  readonly keys: readonly Named[];
  /** No single letters: turning those off leaves them. */
  readonly isAlwaysOn?: true;
}

const MAP: ReadonlyArray<{ readonly title: string; readonly keys: readonly string[] }> = [
  { title: 'Act', keys: ['a', 'h', 't', 'i', 'p', 'g o', 'g d', 'u', 'd'] },
  { title: 'Your task', keys: ['c', 'e', 'm'] },
  { title: 'Write', keys: ['n', '/', 's', 'r'] },
  { title: 'Go to', keys: ['g n', 'g l', 'g t', 'g c', 'g a', 'f', 'w', 'j', 'k', 'Enter'] },
  { title: 'This browser', keys: ['z', 'v'] },
];

/** These work on every page, also inside text, and cannot be turned off. */
const ALWAYS: Part = {
  title: 'Always',
  isAlwaysOn: true,
  keys: [
    { key: 'Ctrl K', does: 'Everything you can do here' },
    { key: 'Ctrl Enter', does: 'Send' },
    { key: 'Esc', does: 'Close a dialog, leave a text field' },
    { key: 'F6', does: 'Next region' },
    { key: 'Shift F6', does: 'Previous region' },
    { key: '?', does: 'Show this list' },
  ],
};

/** Answered while the caret is in the document; they are no single letters and cannot be turned off. */
const IN_DOCUMENT: Part = {
  title: 'In the document',
  isAlwaysOn: true,
  keys: [
    { key: '/', does: 'Insert: decision, task, image, time, TL' },
    { key: '@', does: 'Mention someone in this room' },
    { key: 'Alt Enter', does: 'Add the line to the timeline' },
    { key: 'Ctrl ;', does: 'Insert server time' },
    { key: 'Ctrl F', does: 'Find in the document' },
    { key: 'Ctrl Z', does: 'Undo your last change' },
    { key: 'Enter', does: 'Open the selected picture or log' },
    { key: 'Esc', does: 'Leave the document' },
  ],
};

/** Where a key stands in the map; behind all others when it has no place there. */
export function placeOnMap(key: string | undefined): number {
  const all = MAP.flatMap(({ keys }) => keys);
  const place = key === undefined ? -1 : all.indexOf(key);
  return place === -1 ? all.length : place;
}

/** Only what is answered on this screen; what the map does not know comes under "More". */
export function helpParts(actions: readonly Key[]): readonly Part[] {
  const named = new Map(actions.flatMap(({ key, does }) => (key === undefined ? [] : [[key, { key, does }] as const])));
  const known = MAP.map(({ title, keys }) => ({ title, keys: keys.flatMap((key) => named.get(key) ?? []) }));
  const placed = new Set(MAP.flatMap(({ keys }) => keys));
  const more = { title: 'More', keys: [...named.values()].filter(({ key }) => !placed.has(key)) };
  const document = named.has('s') ? [IN_DOCUMENT] : [];
  return [...known, more, ...document, ALWAYS].filter(({ keys }) => keys.length > 0);
}
