/**
 * What a pasted text is: words, a log that belongs in a block of code, or so much that it is better kept as a file whose first lines
 * are shown. Pure, and only about the text.
 */
const MOST_LINES = 40;
const MOST_BYTES = 8 * 1024;
const LEAST_LOG_LINES = 3;

/** What the lines of logs, traces and shells begin with or carry: times, levels, frames of a stack, key=value, prompts. */
const MARKS = [
  /^\W{0,2}\d{4}-\d\d-\d\d[T ]\d\d:\d\d/,
  /^\W{0,2}(\w{3} +\d{1,2} )?\d\d:\d\d:\d\d/,
  /^\W{0,2}\d{1,2}\/\w{3}\/\d{4}:\d\d/,
  /\[\d{1,2}\/\w{3}\/\d{4}:\d\d:\d\d/,
  /\b(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRIT|CRITICAL|PANIC)\b/,
  /^\s+at \S+/,
  /^\s*File "[^"]+", line \d+/,
  /^(Caused by|Traceback|Exception in thread|goroutine \d+)\b/,
  /^\s*\{".*\}\s*,?$/,
  /(^|\s)[\w.-]+=\S+(\s+[\w.-]+=\S+)+/,
  /^(\$|>|#|\w+@[\w.-]+[:~].*[$#]) \S/,
];

const linesOf = (text: string): readonly string[] => text.replace(/\r\n?/g, '\n').replace(/\n+$/, '').split('\n');

/** Line ends as the document has them, and nothing empty at the end. */
export const tidied = (text: string): string => linesOf(text).join('\n');

export type Pasted = 'words' | 'code' | 'file';

export function kindOfPaste(text: string): Pasted {
  const lines = linesOf(text);
  if (lines.length > MOST_LINES || new TextEncoder().encode(text).length > MOST_BYTES) return 'file';
  return looksLikeLog(lines) ? 'code' : 'words';
}

/** At least three lines, and more than half of those with words carry a mark of logs. */
export function looksLikeLog(lines: readonly string[]): boolean {
  const written = lines.filter((line) => line.trim() !== '');
  const marked = written.filter((line) => MARKS.some((mark) => mark.test(line)));
  return written.length >= LEAST_LOG_LINES && marked.length * 2 > written.length;
}

/** `pasted 03:31:02Z.txt`: found again by its time. */
export const nameOfPaste = (kind: 'picture' | 'text', at: number, type = ''): string => {
  const time = new Date(at).toISOString().slice(11, 19).replaceAll(':', '');
  return kind === 'text' ? `log-${time}Z.txt` : `picture-${time}Z.${/^image\/(\w+)/.exec(type)?.[1] ?? 'png'}`;
};
