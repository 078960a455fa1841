/**
 * People's words within the room's own: a name or a text of another reading direction stays in its place, and nothing
 * in it turns what stands around it. In a composed sentence the two characters of Unicode for this stand around it
 * (UAX 9: FSI and PDI); where elements can stand, client/ui/jsx-runtime.ts makes `bdi` of them. Words that are read
 * from left to right need neither, so ids, times and most texts stay as they are. Pure.
 */
export const FSI = '\u2068';
export const PDI = '\u2069';

/** Characters that turn what follows them, until something ends it. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/gu;
/** Letters of a script that is read from right to left, or a character that turns or marks a direction. */
const DIRECTED =
  /[\p{Script=Hebr}\p{Script=Arab}\u0700-\u08ff\u200f\u202a-\u202e\u2066-\u2069\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

export const isDirected = (text: string): boolean => DIRECTED.test(text);
export const withoutTurns = (text: string): string => text.replace(TURNING, '');

/** Whatever the text is, what stands around it is read as if it were not there. */
export function isolated(text: string): string {
  return isDirected(text) && !isIsolated(text) ? `${FSI}${withoutTurns(text)}${PDI}` : text;
}

const isIsolated = (text: string): boolean => /^\u2068[^\u202a-\u202e\u2066-\u2069]*\u2069$/u.test(text);

/** Every text in it isolated; the same object where none needs to be. */
export function isolatedIn<Value>(value: Value): Value {
  if (typeof value === 'string') return isolated(value) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const done = entries.map(([key, each]) => [key, isolatedIn(each as unknown)] as const);
  if (done.every(([, each], index) => each === entries[index]?.[1])) return value;
  return (Array.isArray(value) ? done.map(([, each]) => each) : Object.fromEntries(done)) as Value;
}
