/**
 * The JSON of what never changes, made once however often it is sent: a commit goes into the log, to everyone in the
 * room and to each person who enters later; a room's state to everyone who enters while it is the same. What is large
 * and goes to each of them by itself is kept as bytes: nothing is made of it then but one copy.
 */
const texts = new WeakMap<object, string>();
const bytes = new WeakMap<object, Buffer>();

/** Only for a value that nobody changes afterwards. It is forgotten with the value. */
export function jsonOnce(value: object): string {
  let text = texts.get(value);
  if (text === undefined) texts.set(value, (text = json(value)));
  return text;
}

/** The same as bytes, for what is large. */
export function bytesOnce(value: object): Buffer {
  let own = bytes.get(value);
  if (own === undefined) bytes.set(value, (own = Buffer.from(texts.get(value) ?? json(value))));
  return own;
}

/** The list with one more item, its bytes put together from those of both. */
export function withItem<Item extends object>(list: readonly Item[], item: Item): readonly Item[] {
  const all = [...list, item];
  const before = bytesOnce(list).subarray(0, -1);
  bytes.set(all, Buffer.concat([before, Buffer.from(`${list.length === 0 ? '' : ','}${jsonOnce(item)}]`)]));
  return all;
}

/**
 * The same text as JSON.stringify makes of a plain message, in parts: what was kept as bytes, and the text between. Of
 * its fields, and of the items of those that are lists, what was made once is not made again.
 */
export function messageParts(message: unknown): Array<string | Buffer> {
  if (typeof message !== 'object' || message === null) return [JSON.stringify(message) ?? 'null'];
  const own = bytes.get(message);
  if (own !== undefined) return [own];
  if (Array.isArray(message) || 'toJSON' in message) return [JSON.stringify(message)];
  const parts: Array<string | Buffer> = [];
  let text = '{';
  for (const [name, value] of Object.entries(message)) {
    const part = fieldPart(value);
    if (part === undefined) continue;
    text += `${text === '{' && parts.length === 0 ? '' : ','}${JSON.stringify(name)}:`;
    if (typeof part === 'string') text += part;
    else {
      parts.push(text, part);
      text = '';
    }
  }
  return [...parts, `${text}}`];
}

function fieldPart(value: unknown): string | Buffer | undefined {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return bytes.get(value) ?? texts.get(value) ?? json(value);
}

const json = (value: object): string => (Array.isArray(value) ? listJson(value) : JSON.stringify(value));
const listJson = (list: readonly unknown[]): string => `[${list.map(itemJson).join(',')}]`;
const itemJson = (item: unknown): string =>
  (typeof item === 'object' && item !== null ? texts.get(item) : undefined) ?? JSON.stringify(item) ?? 'null';
