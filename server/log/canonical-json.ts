/**
 * Canonical JSON (RFC 8785): the one text of a value that is hashed, the same in every program. Only what JSON itself
 * keeps can be given: the values come from JSON.parse, or were checked by a schema.
 */

/** Throws on what has no canonical form: a number that is not finite, a text with half of a surrogate pair. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return canonicalText(value);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error('not a finite number');
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  return Array.isArray(value) ? list(value) : record(value as Readonly<Record<string, unknown>>);
}

function canonicalText(text: string): string {
  if (!text.isWellFormed()) throw new Error('half of a surrogate pair');
  return JSON.stringify(text);
}

function list(values: readonly unknown[]): string {
  let text = '';
  for (const value of values) text += (text === '' ? '' : ',') + canonicalJson(value);
  return `[${text}]`;
}

/** Keys in the order of their UTF-16 code units, which is how JavaScript sorts. A key without a value is left out. */
function record(values: Readonly<Record<string, unknown>>): string {
  let text = '';
  for (const key of Object.keys(values).sort()) {
    const value = values[key];
    if (value !== undefined) text += `${text === '' ? '' : ','}${canonicalText(key)}:${canonicalJson(value)}`;
  }
  return `{${text}}`;
}
