/**
 * What may be in the document, as plain data: the editor's blocks with what they hold and their attributes, and its
 * marks. The server checks each write against it, an editor that is given anything else shows that as text. A test
 * compares it with the editor's schema.
 */

/** What an attribute's value may be. No value (null, undefined) is always allowed. */
export type ValueKind =
  | 'text'
  /** A number, or one that was written as text. */
  | 'number'
  | 'flag';

/** Letters, blocks and values nested deeper than this are refused. */
export const MOST_LEVELS = 100;

export type Attributes = Readonly<Record<string, ValueKind>>;

export interface NodeSchema {
  /** The names of what may be directly in it; `text` for letters. */
  readonly holds: readonly string[];
  readonly attributes: Attributes;
}

const BLOCKS = [
  'paragraph',
  'heading',
  'blockquote',
  'bulletList',
  'orderedList',
  'taskList',
  'codeBlock',
  'horizontalRule',
  'decision',
  'attachment',
] as const;
const INLINE = ['text', 'hardBreak', 'mention'] as const;
const LINE: Attributes = { line: 'text', by: 'text', byName: 'text', at: 'text', entry: 'text', said: 'text' };

export const ROOT_HOLDS: readonly string[] = BLOCKS;

export const NODES: ReadonlyMap<string, NodeSchema> = new Map<string, NodeSchema>([
  ['paragraph', { holds: INLINE, attributes: LINE }],
  ['heading', { holds: INLINE, attributes: { ...LINE, level: 'number' } }],
  ['decision', { holds: INLINE, attributes: LINE }],
  ['codeBlock', { holds: ['text'], attributes: { ...LINE, language: 'text' } }],
  ['blockquote', { holds: BLOCKS, attributes: {} }],
  ['bulletList', { holds: ['listItem'], attributes: {} }],
  ['orderedList', { holds: ['listItem'], attributes: { start: 'number', type: 'text' } }],
  ['listItem', { holds: BLOCKS, attributes: {} }],
  ['taskList', { holds: ['taskItem'], attributes: {} }],
  ['taskItem', { holds: BLOCKS, attributes: { checked: 'flag' } }],
  ['horizontalRule', { holds: [], attributes: {} }],
  [
    'attachment',
    {
      holds: [],
      attributes: { ...LINE, id: 'text', name: 'text', type: 'text', bytes: 'number', thumb: 'text', lines: 'number' },
    },
  ],
  ['hardBreak', { holds: [], attributes: {} }],
  ['mention', { holds: [], attributes: { id: 'text', label: 'text' } }],
]);

export const MARKS: ReadonlyMap<string, Attributes> = new Map<string, Attributes>([
  ['bold', {}],
  ['italic', {}],
  ['strike', {}],
  ['underline', {}],
  ['code', {}],
  ['link', { href: 'text', target: 'text', rel: 'text', class: 'text', title: 'text' }],
]);

/** For an attribute that the schema does not know, `kind` is undefined: then any plain value is allowed. */
export function isValue(kind: ValueKind | undefined, value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (kind === undefined) return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  if (kind === 'text') return typeof value === 'string';
  if (kind === 'flag') return typeof value === 'boolean' || value === 'true' || value === 'false';
  return typeof value === 'number' || (typeof value === 'string' && /^\d{1,15}$/.test(value));
}

/** The editor's binding adds "--" and eight letters to a mark that may be on one text twice. */
const TWICE = /--[a-zA-Z0-9+/=]{8}$/;
const markName = (format: string): string => format.replace(TWICE, '');

/** Whether a text may have this mark. Null removes a mark; a mark without attributes may be written as true. */
export function isMark(format: string, value: unknown): boolean {
  if (value === null) return true;
  const attributes = MARKS.get(markName(format));
  if (attributes === undefined) return false;
  if (value === true) return true;
  if (typeof value !== 'object' || Array.isArray(value)) return false;
  return Object.entries(value as object).every(([name, each]) =>
    isValue(Object.hasOwn(attributes, name) ? attributes[name] : undefined, each),
  );
}
