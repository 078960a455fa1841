/**
 * Lists that are not lists in HTML: Word writes each item as a paragraph with its level in a style, Slack and Word on
 * the web write a list for each level, one after the other. They become lists within lists.
 */
import { moveInto, unwrapped } from './tree.ts';

interface Item {
  readonly element: Element;
  readonly level: number;
  readonly kind: 'ul' | 'ol';
  readonly start: number;
}

const MOST_LEVELS = 9;

export function nestLists(tree: HTMLElement): void {
  for (const frame of tree.querySelectorAll('.ListContainerWrapper')) unwrapped(frame);
  const seen = new Set<Element>();
  for (const first of tree.querySelectorAll('p, ul, ol, h1, h2, h3')) {
    if (seen.has(first) || first.parentElement === null) continue;
    const run: Element[] = [];
    for (let each: Element | null = first; each !== null && itemsOf(each).length > 0; each = each.nextElementSibling)
      run.push(each);
    run.forEach((each) => seen.add(each));
    const items = run.flatMap((each) => itemsOf(each));
    if (items.length === 0) continue;
    first.before(...nested(items));
    run.forEach((each) => each.remove());
  }
}

/** Empty for anything that is not an item, and for a list that already has its levels. */
function itemsOf(element: Element): readonly Item[] {
  const level = Number(/mso-list:\s*l\d+\s+level(\d)/i.exec(element.getAttribute('data-style') ?? '')?.[1] ?? 0);
  if (level > 0) return [wordItem(element, level)];
  if (element.tagName !== 'UL' && element.tagName !== 'OL') return [];
  const kind = element.tagName === 'OL' ? 'ol' : 'ul';
  const items = [...element.children].map(
    (child) =>
      ({
        element: child,
        level: Number(child.getAttribute('data-aria-level') ?? Number(element.getAttribute('data-indent') ?? NaN) + 1),
        kind,
        start: Number(element.getAttribute('start') ?? 1),
      }) as const,
  );
  return items.every((item) => item.element.tagName === 'LI' && item.level >= 1) ? items : [];
}

function wordItem(element: Element, level: number): Item {
  const sign =
    [...element.querySelectorAll('span')].find((span) =>
      /mso-list:\s*Ignore/i.test(span.getAttribute('data-style') ?? ''),
    )?.textContent ?? '';
  const number = /^\s*\(?(\d+|[a-z]{1,5})[.)]/i.exec(sign)?.[1];
  return { element, level, kind: number === undefined ? 'ul' : 'ol', start: Number(number) || 1 };
}

function nested(items: readonly Item[]): readonly Element[] {
  const made: Element[] = [];
  const open: Element[] = [];
  for (const { element, kind, start, ...item } of items) {
    const level = Math.min(item.level, MOST_LEVELS);
    open.length = Math.min(open.length, level);
    // A list of another kind is a list of its own.
    if (open.length === level && open.at(-1)?.tagName !== kind.toUpperCase()) open.pop();
    while (open.length < level) {
      const list = element.ownerDocument.createElement(kind);
      if (kind === 'ol' && start > 1) list.setAttribute('start', String(start));
      const parent = open.at(-1);
      if (parent === undefined) made.push(list);
      else (parent.lastElementChild ?? parent.appendChild(element.ownerDocument.createElement('li'))).append(list);
      open.push(list);
    }
    open.at(-1)?.append(asItem(element));
  }
  return made;
}

function asItem(element: Element): Element {
  if (element.tagName === 'LI') return element;
  for (const sign of element.querySelectorAll('span'))
    if (/mso-list:\s*Ignore/i.test(sign.getAttribute('data-style') ?? '')) sign.remove();
  const item = element.ownerDocument.createElement('li');
  moveInto(item, element);
  return item;
}
