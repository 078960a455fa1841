/**
 * Reads JSON and remembers where each value began, so that an error is shown with its line to the author of the file.
 * Browsers say where JSON is broken in words of their own, or not at all.
 */

export type Path = ReadonlyArray<string | number>;

export interface JsonText {
  readonly value: unknown;
  /** The line, from 1, of the value at this path, or of the nearest one around it. */
  readonly lineOf: (path: Path) => number;
}

/** Null: it is JSON. Otherwise the first line that is not, and what is wrong there. */
export interface Broken {
  readonly line: number;
  readonly problem: string;
}

const SPACE = /[ \t\n\r]*/y;
const PLAIN =
  /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;

export function readJsonText(text: string): JsonText | Broken {
  const reader = new Reader(text);
  try {
    reader.whole();
    return { value: JSON.parse(text), lineOf: (path) => reader.lineOf(path) };
  } catch (stop) {
    return { line: reader.line(), problem: stop instanceof Stop ? stop.message : 'This is not JSON.' };
  }
}

class Stop extends Error {}

class Reader {
  readonly #text: string;
  readonly #starts = new Map<string, number>();
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): void {
    this.#value([]);
    if (this.#next() !== '') throw new Stop('There is extra text after the end.');
  }

  line(at = this.#at): number {
    return this.#text.slice(0, at).split('\n').length;
  }

  lineOf(path: Path): number {
    const start = this.#starts.get(JSON.stringify(path));
    return start === undefined && path.length > 0 ? this.lineOf(path.slice(0, -1)) : this.line(start ?? 0);
  }

  #value(path: Path): void {
    const first = this.#next();
    this.#starts.set(JSON.stringify(path), this.#at);
    if (first === '{') return this.#list('}', () => this.#member(path));
    if (first === '[') return this.#list(']', (place) => this.#value([...path, place]));
    this.#plain('A value is missing or invalid here.');
  }

  #member(path: Path): void {
    if (this.#next() !== '"') throw new Stop('Expected a field name in double quotes here.');
    const name = JSON.parse(this.#plain('Invalid field name here.')) as string;
    if (this.#next() !== ':') throw new Stop(`A colon is missing after "${name}".`);
    this.#at += 1;
    this.#value([...path, name]);
  }

  #list(end: '}' | ']', each: (place: number) => void): void {
    this.#at += 1;
    for (let place = 0; this.#next() !== end || place > 0; place += 1) {
      each(place);
      const after = this.#next();
      if (after !== ',' && after !== end) throw new Stop(`A comma or ${end} is missing before this.`);
      this.#at += 1;
      if (after === end) return;
    }
    this.#at += 1;
  }

  #plain(problem: string): string {
    PLAIN.lastIndex = this.#at;
    const found = PLAIN.exec(this.#text);
    if (found === null) throw new Stop(problem);
    this.#at = PLAIN.lastIndex;
    return found[0];
  }

  /** The next character that is no space, without passing it. */
  #next(): string {
    SPACE.lastIndex = this.#at;
    SPACE.exec(this.#text);
    this.#at = SPACE.lastIndex;
    return this.#text[this.#at] ?? '';
  }
}
