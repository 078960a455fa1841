/**
 * Tables from the clipboard as lines of the document: a row is a line, with a tab between its cells, as spreadsheets
 * write them as text. A cell that holds lists, headings or code keeps them as blocks of their own, and so does a table
 * that is only a frame.
 */
import { moveInto, renamed, unwrapped } from './tree.ts';

const BLOCKS = 'ul, ol, pre, blockquote, h1, h2, h3, [data-row]';
/** No program writes more, but any page may claim to. */
const MOST_COLUMNS = 200;

export function linesOfTables(tree: HTMLElement): void {
  // The innermost first: then an outer table finds lines.
  for (const table of [...tree.querySelectorAll('table')].reverse()) {
    const made = table.ownerDocument.createElement('div');
    if (table.caption !== null) made.append(renamed(table.caption, 'p'));
    // How many more rows a cell from above reaches into each column.
    const reach: number[] = [];
    for (const row of table.rows) made.append(...linesOf(row, reach));
    table.replaceWith(made);
  }
}

function linesOf(row: HTMLTableRowElement, reach: number[]): readonly HTMLElement[] {
  const cells = [...row.cells];
  const isPlain = cells.every((cell) => cell.querySelector(BLOCKS) === null);
  if (!isPlain || (cells.length === 1 && reach.every((rows) => rows === 0)))
    return cells.map((cell) => renamed(cell, 'div'));
  const line = row.ownerDocument.createElement('p');
  line.setAttribute('data-row', '');
  // Or the tabs would be read as blanks.
  line.style.whiteSpace = 'pre';
  let column = 0;
  const next = (rows: number): void => {
    if (column > 0) line.append('\t');
    reach[column] = rows;
    column += 1;
  };
  const fromAbove = (): void => {
    while ((reach[column] ?? 0) > 0 && column < MOST_COLUMNS) next((reach[column] ?? 0) - 1);
  };
  for (const cell of cells) {
    fromAbove();
    next(cell.rowSpan - 1);
    inLine(cell);
    moveInto(line, cell);
    for (let span = 1; span < Math.min(cell.colSpan, MOST_COLUMNS); span += 1) next(cell.rowSpan - 1);
  }
  fromAbove();
  if ((line.textContent ?? '').trim() === '') line.replaceChildren();
  return [line];
}

/** Joins the lines of a cell into one. */
function inLine(cell: HTMLElement): void {
  for (const end of cell.querySelectorAll('br')) end.replaceWith(' ');
  for (const block of cell.querySelectorAll('p, div, li')) {
    block.before(' ');
    block.after(' ');
    unwrapped(block);
  }
  const texts = cell.ownerDocument.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  let last: Text | null = null;
  for (let text = texts.nextNode() as Text | null; text !== null; text = texts.nextNode() as Text | null) {
    const words = text.data.replace(/[ \t\r\n\f]+/g, ' ');
    text.data = last === null || last.data.endsWith(' ') ? words.replace(/^ /, '') : words;
    if (text.data !== '') last = text;
  }
  if (last !== null) last.data = last.data.replace(/ $/, '');
}
