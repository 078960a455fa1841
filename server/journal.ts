/**
 * The journal: what this process says about itself, one JSON line an event, on standard error (standard output is for people).
 *
 * Never in a line: what somebody wrote, a token, a cookie, a link. JSON escapes line breaks and control characters, so that nothing
 * from outside can forge a line or steer a terminal. Lines that a security review wants carry `"security": true`.
 */
import type { LogLevel } from './config.ts';

export type Fields = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Journal {
  readonly debug: (event: string, fields?: Fields) => void;
  readonly info: (event: string, fields?: Fields) => void;
  readonly warn: (event: string, fields?: Fields) => void;
  readonly error: (event: string, fields?: Fields) => void;
  readonly security: (event: string, fields?: Fields) => void;
}

const WEIGHT: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3, silent: 4 };

export function openJournal(
  least: LogLevel,
  write: (line: string) => void = (line) => void process.stderr.write(line),
): Journal {
  const at =
    (level: Exclude<LogLevel, 'silent'>, marks: Fields = {}) =>
    (event: string, fields: Fields = {}): void => {
      if (WEIGHT[level] >= WEIGHT[least])
        write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...marks, ...fields })}\n`);
    };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    security: at('info', { security: true }),
  };
}

/** What may be told of an error: its kind and message, shortened; never its payload. */
export const told = (problem: unknown): string =>
  (problem instanceof Error ? `${problem.name}: ${problem.message}` : String(problem)).slice(0, 300);
