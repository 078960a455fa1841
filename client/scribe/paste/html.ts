/**
 * HTML from the clipboard, in the forms that other programs give it, made ready for the document's own parser: rows of
 * a table become lines with a tab between cells, lists of word processors become lists, ticked boxes become tasks. It
 * changes a tree that the editor has already parsed and never parses text itself: the page's policy allows no other
 * parser.
 */
import { DOMParser, type ParseOptions, type Schema, type Slice } from '@tiptap/pm/model';
import { nestLists } from './lists.ts';
import { linesOfTables } from './tables.ts';
import { moveInto, renamed, unwrapped } from './tree.ts';

export class PastedHtml extends DOMParser {
  static for(schema: Schema): PastedHtml {
    return new PastedHtml(schema, DOMParser.fromSchema(schema).rules);
  }

  override parseSlice(tree: Node, options?: ParseOptions): Slice {
    // A piece of our own document keeps its form.
    if (tree instanceof HTMLElement && tree.querySelector('[data-pm-slice]') === null) tidy(tree);
    return super.parseSlice(tree, options);
  }
}

/** The page's policy blocks foreign styles and reports each one: here they are only read, as data. */
export const withoutStyles = (html: string): string =>
  html.replace(/<style\b[^]*?<\/style\s*>/gi, '').replace(/(<[a-z][^<>]*?\s)style(\s*=)/gi, '$1data-style$2');

function tidy(tree: HTMLElement): void {
  for (const emoji of tree.querySelectorAll('img[alt]')) {
    const name = emoji.getAttribute('alt') ?? '';
    if (/^(:[\w+-]+:|\p{Extended_Pictographic}.{0,8})$/u.test(name)) emoji.replaceWith(name);
  }
  for (const code of tree.querySelectorAll('pre')) withLineEnds(code);
  for (const low of tree.querySelectorAll('h4, h5, h6')) renamed(low, 'h3');
  for (const key of tree.querySelectorAll('kbd, samp, tt')) renamed(key, 'code');
  for (const line of tree.querySelectorAll('dt, summary, legend, caption:not(table *)')) renamed(line, 'p');
  for (const styled of tree.querySelectorAll('[data-style]')) asElements(styled as HTMLElement);
  nestLists(tree);
  tasks(tree);
  linesOfTables(tree);
}

/** What styles say, as elements. The underline of a link is no mark. */
function asElements(element: HTMLElement): void {
  const style = element.getAttribute('data-style') ?? '';
  if (element.tagName === 'B' && /font-weight:\s*(normal|[1-5]00)/i.test(style)) return unwrapped(element);
  if (/white-space:\s*(pre|break-spaces)/i.test(style)) element.style.whiteSpace = 'pre';
  if (element.tagName !== 'SPAN') return;
  for (const [says, name] of STYLES) {
    if (!says.test(style) || (name === 'u' && (element.closest('a') ?? element.querySelector('a')) !== null)) continue;
    const mark = element.ownerDocument.createElement(name);
    moveInto(mark, element);
    element.append(mark);
  }
}

const STYLES: ReadonlyArray<readonly [RegExp, string]> = [
  [/font-weight:\s*(bold|[6-9]00)/i, 'strong'],
  [/font-style:\s*italic/i, 'em'],
  [/text-decoration[\w-]*:[^;]*line-through/i, 's'],
  [/text-decoration[\w-]*:[^;]*underline/i, 'u'],
];

/** In a code block a line ends with a line break character, not with an element. */
function withLineEnds(code: HTMLElement): void {
  for (const end of code.querySelectorAll('br')) end.replaceWith('\n');
  for (const line of code.querySelectorAll('div, p')) {
    if (line.nextSibling !== null && !(line.textContent ?? '').endsWith('\n')) line.after('\n');
    unwrapped(line);
  }
}

/** Lists of checkboxes, as Confluence, Google Docs and GitHub write them. */
function tasks(tree: HTMLElement): void {
  for (const item of tree.querySelectorAll('div[data-task-state]')) {
    const list = item.parentElement;
    const made = renamed(item, 'li');
    made.setAttribute('data-checked', String(item.getAttribute('data-task-state') === 'DONE'));
    if (list !== null && list.tagName === 'DIV' && [...list.children].every(({ tagName }) => tagName === 'LI'))
      renamed(list, 'ul');
  }
  for (const list of tree.querySelectorAll('ul, ol')) {
    const items = [...list.children].filter((child) => child.tagName === 'LI');
    const states = items.map(stateOf);
    if (items.length === 0 || states.every((state) => state === null)) continue;
    const areAll = states.every((state) => state !== null);
    items.forEach((item, at) => {
      const isDone = states[at] === true;
      if (areAll) item.setAttribute('data-type', 'taskItem');
      if (areAll) item.setAttribute('data-checked', String(isDone));
      else if (states[at] !== null) item.prepend(isDone ? '[x] ' : '[ ] ');
    });
    if (areAll) renamed(list, 'ul').setAttribute('data-type', 'taskList');
  }
}

/** Whether the box of an item is ticked; null for an item without one. Removes the box. */
function stateOf(item: Element): boolean | null {
  const box = [
    ...item.querySelectorAll('input[type="checkbox"], img[aria-roledescription="checkbox"], [role="checkbox"]'),
  ].find((each) => each.closest('li') === item);
  const said =
    item.getAttribute('data-checked') ?? item.getAttribute('aria-checked') ?? box?.getAttribute('aria-checked') ?? null;
  const isTask =
    box !== undefined ||
    said !== null ||
    item.getAttribute('role') === 'checkbox' ||
    item.hasAttribute('data-inline-task-id');
  if (box !== undefined && (box.textContent ?? '') === '') box.remove();
  if (!isTask) return null;
  return said === 'true' || said === '' || box?.hasAttribute('checked') === true || item.classList.contains('checked');
}
