/**
 * What a pasted text is: words, a log that belongs in a block of code, or so much that it is better kept as a file
 * whose first lines are shown. Pure: only about the text, and about which signs of form the HTML beside it has.
 */
const MOST_LINES = 40;
const MOST_BYTES = 8 * 1024;
const LEAST_LOG_LINES = 3;

/**
 * What the lines of logs, traces and shells begin with or carry: times, levels, frames of a stack, key=value, prompts.
 */
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

/** Text with formatting is words, however long, as far as a document can well hold it. */
const MOST_FORMED_BYTES = 512 * 1024;
/** Headings, lists, tasks: no log has them. */
const FORM = /<(h[1-6]|ul|ol|blockquote)\b|mso-list:|data-task-state/i;
/** Logs in web pages and consoles have these too. */
const LIGHT_FORM =
  /<(table|strong|em|i|hr)\b|<b(?![^>]*font-weight:\s*normal)[\s>]|<a\s[^>]*href|font-weight:\s*(bold|[6-9]00)/i;

/** `html`: what the clipboard has beside the text, or nothing. */
export function kindOfPaste(text: string, html = ''): Pasted {
  const lines = linesOf(text);
  const bytes = new TextEncoder().encode(text).length;
  const isLog = looksLikeLog(lines);
  if (bytes <= MOST_FORMED_BYTES && (FORM.test(html) || (!isLog && LIGHT_FORM.test(html)))) return 'words';
  if (lines.length > MOST_LINES || bytes > MOST_BYTES) return 'file';
  return isLog ? 'code' : 'words';
}

/**
 * A clipboard that has nothing to read beside a picture. Spreadsheets put a picture of the cells beside them: then the
 * cells are meant.
 */
export const isOnlyPicture = (text: string, html: string): boolean =>
  text.trim() === '' && html.replace(/<style[^]*?<\/style>|<!--[^]*?-->|<[^>]*>|&nbsp;/gi, '').trim() === '';

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
