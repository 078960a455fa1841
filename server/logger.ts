/**
 * The logger: what this process says about itself, one JSON line an event, on standard error (standard output is for
 * people). Never in a line: what a person wrote, a token, a cookie, a link. Line breaks and everything that steers a
 * terminal are escaped, also what JSON itself lets through, so that nothing from outside can forge a line. Lines for a
 * security review carry `"security": true`.
 */
import type { LogLevel } from './config/config.ts';

export type Fields = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Logger {
  readonly debug: (event: string, fields?: Fields) => void;
  readonly info: (event: string, fields?: Fields) => void;
  readonly warn: (event: string, fields?: Fields) => void;
  readonly error: (event: string, fields?: Fields) => void;
  readonly security: (event: string, fields?: Fields) => void;
}

const WEIGHT: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3, silent: 4 };

export function openLogger(
  least: LogLevel,
  write: (line: string) => void = (line) => void process.stderr.write(line),
): Logger {
  const at =
    (level: Exclude<LogLevel, 'silent'>, marks: Fields = {}) =>
    (event: string, fields: Fields = {}): void => {
      if (WEIGHT[level] >= WEIGHT[least])
        write(`${escaped(JSON.stringify({ at: new Date().toISOString(), level, event, ...marks, ...fields }))}\n`);
    };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    security: at('info', { security: true }),
  };
}

/**
 * The C1 controls (one of them begins an ANSI sequence by itself), other line ends, and what turns the reading
 * direction.
 */
const STEERING = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;
const escaped = (line: string): string =>
  line.replace(STEERING, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** What may be logged of an error: its kind and message, shortened; never its payload. */
export const told = (problem: unknown): string =>
  (problem instanceof Error ? `${problem.name}: ${problem.message}` : String(problem)).slice(0, 300);
