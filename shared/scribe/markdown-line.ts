/**
 * One line of the document as Markdown: its words and marks, so that a CommonMark reader (GFM for strikethrough) gives
 * back the same words with the same marks.
 *
 *   nodes -> runs (words with one set of marks) -> units (one character or one sign each) -> escaped where a sign could begin
 *         -> encoded where a mark would not count beside its neighbours -> text
 *
 * Underline and a break within a heading have no sign in Markdown and become HTML. A break that ends a line says
 * nothing and is left out.
 */
import { breakAddresses, escapeLine, isPlain, unitsOfText } from './markdown-escape.ts';
import { flank } from './markdown-flank.ts';
import { addressOf, isHarmless, isItsOwnAddress, sound } from './markdown-links.ts';
import { isText, lineOf, textOf, type BlockNode, type TextNode } from './written-nodes.ts';

/** How one character or one delimiter is written. */
export interface Unit {
  /** The character of a text; empty for a delimiter. */
  readonly char: string;
  src: string;
  /** A mark that only works beside the right neighbours. */
  readonly mark?: 'opens' | 'closes';
  readonly isBreak?: true;
}

interface Mark {
  readonly key: string;
  readonly type: string;
  readonly attrs: Readonly<Record<string, unknown>>;
}

/** `text` is null for a break. */
interface Run {
  readonly text: string | null;
  readonly isCode: boolean;
  readonly marks: readonly Mark[];
}

type Inline = ReadonlyArray<BlockNode | TextNode>;
const ORDER = ['link', 'bold', 'italic', 'strike', 'underline'];

/** A heading is one line: its breaks are written inside it. */
export function markdownLine(nodes: Inline, isHeading = false): string {
  const runs = withBreaks(merged(runsOf(nodes)));
  const [only] = runs;
  if (runs.length === 1 && only?.isCode === false && only.marks.length === 0 && isPlain(only.text ?? ''))
    return only.text ?? '';
  const units = unitsOf(runs, { from: 0, to: runs.length, around: [] }).map((unit) =>
    isHeading && unit.isBreak === true ? sign('<br>') : unit,
  );
  escapeLine(units, isHeading);
  flank(units);
  breakAddresses(units);
  return units.map(({ src }) => src).join('');
}

function runsOf(nodes: Inline): Run[] {
  return nodes.flatMap((node): Run[] => {
    if (isText(node)) return runsOfText(node);
    if (node.type === 'hardBreak') return [{ text: null, isCode: false, marks: [] }];
    if (node.type === 'mention') return [{ text: `@${lineOf(node.attrs?.['label'])}`, isCode: false, marks: [] }];
    return runsOf(node.content ?? []);
  });
}

function runsOfText({ text, marks = [] }: TextNode): Run[] {
  const kept = marks.flatMap(({ type, attrs = {} }): Mark[] => {
    if (!ORDER.includes(type) || (type === 'link' && !isHarmless(attrs['href']))) return [];
    return [{ type, attrs, key: type === 'link' ? `link ${textOf(attrs['href'])} ${textOf(attrs['title'])}` : type }];
  });
  const isCode = marks.some(({ type }) => type === 'code');
  const lines = sound(text).split(/\r\n?|[\n\v]/);
  return lines.flatMap((line, at): Run[] => [
    ...(at > 0 ? [{ text: null, isCode: false, marks: [] }] : []),
    ...(line === '' ? [] : [{ text: line, isCode, marks: kept }]),
  ]);
}

const sameMarks = (one: Run, other: Run): boolean =>
  one.isCode === other.isCode &&
  one.marks.length === other.marks.length &&
  one.marks.every(({ key }) => has(other, key));
const has = ({ marks }: Run, key: string): boolean => marks.some((mark) => mark.key === key);

function merged(runs: readonly Run[]): Run[] {
  const made: Run[] = [];
  for (const run of runs) {
    const last = made.at(-1);
    if (last !== undefined && last.text !== null && run.text !== null && sameMarks(last, run))
      made[made.length - 1] = { ...last, text: last.text + run.text };
    else made.push(run);
  }
  return made;
}

/** A break has the marks that the words on both sides share: no mark begins or ends with one. */
function withBreaks(runs: readonly Run[]): readonly Run[] {
  const made = runs.slice(0, runs.findLastIndex(({ text }) => text !== null) + 1);
  let after: Run | undefined;
  for (let at = made.length - 1; at >= 0; at -= 1) {
    const run = made[at] as Run;
    if (run.text === null) made[at] = { ...run, marks: after?.marks ?? [] };
    else after = run;
  }
  let before: Run | undefined;
  return made.map((run) => {
    if (run.text !== null) return (before = run);
    return { ...run, marks: run.marks.filter(({ key }) => before !== undefined && has(before, key)) };
  });
}

interface Part {
  readonly from: number;
  readonly to: number;
  /** The marks that are open around it. */
  readonly around: readonly string[];
}

/** The mark that goes furthest is the outermost. */
function unitsOf(runs: readonly Run[], { from, to, around }: Part): Unit[] {
  const units: Unit[][] = [];
  for (let at = from; at < to;) {
    const outer = outermost(runs, { from: at, to, around });
    units.push(
      outer === null
        ? leaf(runs[at] as Run)
        : wrapped(outer.mark, runs, { from: at, to: outer.to, around: [...around, outer.mark.key] }),
    );
    at = outer?.to ?? at + 1;
  }
  return units.flat();
}

function outermost(
  runs: readonly Run[],
  { from, to, around }: Part,
): { readonly mark: Mark; readonly to: number } | null {
  const reach = ({ key }: Mark): number => {
    let end = from + 1;
    while (end < to && has(runs[end] as Run, key)) end += 1;
    return end;
  };
  const marks = (runs[from] as Run).marks
    .filter(({ key }) => !around.includes(key))
    .map((mark) => ({ mark, to: reach(mark) }));
  marks.sort((one, other) => other.to - one.to || ORDER.indexOf(one.mark.type) - ORDER.indexOf(other.mark.type));
  return marks[0] ?? null;
}

const sign = (src: string): Unit => ({ char: '', src });

function leaf({ text, isCode }: Run): Unit[] {
  if (text === null) return [{ char: '', src: '\\\n', isBreak: true }];
  return isCode ? [sign(codeSpan(text))] : unitsOfText(text);
}

function codeSpan(code: string): string {
  const ticks = '`'.repeat(1 + longestTicks(code));
  const isPadded = /^`|`$/.test(code) || /^ .*[^ ].* $/.test(code);
  return isPadded ? `${ticks} ${code} ${ticks}` : ticks + code + ticks;
}

export const longestTicks = (code: string): number =>
  Math.max(0, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));

function wrapped(mark: Mark, runs: readonly Run[], part: Part): Unit[] {
  const inner = unitsOf(runs, part);
  if (mark.type === 'underline') return [sign('<u>'), ...inner, sign('</u>')];
  if (mark.type !== 'link') return marked(mark.type === 'bold' ? '**' : mark.type === 'italic' ? '*' : '~~', inner);
  const only = part.to === part.from + 1 ? runs[part.from] : undefined;
  const isAlone = only?.isCode === false && only.marks.every(({ key }) => part.around.includes(key));
  return isAlone && isItsOwnAddress(mark.attrs, only.text ?? '')
    ? [sign(`<${only.text ?? ''}>`)]
    : [sign('['), ...inner, sign(`](${addressOf(mark.attrs)})`)];
}

const marked = (src: string, inner: readonly Unit[]): Unit[] => [
  { char: '', src, mark: 'opens' },
  ...inner,
  { char: '', src, mark: 'closes' },
];
