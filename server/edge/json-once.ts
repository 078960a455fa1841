/**
 * The JSON of what never changes, made once however often it is sent: a commit goes into the log, to everyone in the
 * room and to each person who enters later; a room's state to everyone who enters while it is the same.
 */
const texts = new WeakMap<object, string>();

/** Only for a value that nobody changes afterwards. It is forgotten with the value. */
export function jsonOnce(value: object): string {
  let text = texts.get(value);
  if (text === undefined) texts.set(value, (text = Array.isArray(value) ? listJson(value) : JSON.stringify(value)));
  return text;
}

/**
 * The same text as JSON.stringify makes of a plain message, put together from what was made once: of its fields, and
 * of the items of those that are lists.
 */
export function messageJson(message: unknown): string {
  if (typeof message !== 'object' || message === null) return JSON.stringify(message) ?? 'null';
  if (Array.isArray(message) || 'toJSON' in message) return JSON.stringify(message);
  let text = '';
  for (const [name, value] of Object.entries(message)) {
    const json = fieldJson(value);
    if (json !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${json}`;
  }
  return `{${text}}`;
}

function fieldJson(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const known = texts.get(value);
  if (known !== undefined || !Array.isArray(value)) return known ?? JSON.stringify(value);
  return listJson(value);
}

/** The list with one more item, whose JSON is put together from that of both. */
export function withItem<Item extends object>(list: readonly Item[], item: Item): readonly Item[] {
  const [before, own, all] = [jsonOnce(list), jsonOnce(item), [...list, item]];
  texts.set(all, list.length === 0 ? `[${own}]` : `${before.slice(0, -1)},${own}]`);
  return all;
}

const listJson = (list: readonly unknown[]): string => `[${list.map(itemJson).join(',')}]`;
const itemJson = (item: unknown): string =>
  (typeof item === 'object' && item !== null ? texts.get(item) : undefined) ?? JSON.stringify(item) ?? 'null';
