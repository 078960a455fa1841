/**
 * Texts that other programs may rewrite without harm. A browser's translation replaces a text by elements of its own.
 * React holds on to the text that it made: beside other elements it would go on changing the one that is no longer in the
 * page, so that the screen keeps an old value, or fail when it takes it away. The only text of an element it sets as a
 * whole, whatever stands there. So each text beside elements gets an element of its own, and texts with nothing between
 * them are one.
 */
import { createElement, type ReactNode } from 'react';

const isText = (child: unknown): child is string | number => typeof child === 'string' || typeof child === 'number';
const isDrawn = (child: unknown): boolean => child !== null && child !== undefined && typeof child !== 'boolean';
/** White space between two elements is never translated, and an element for it would be an item of a row. */
const isSpace = (text: string): boolean => text.trim() === '';

export const alone = (text: string, key?: string): ReactNode =>
  isSpace(text) ? text : createElement('wf-text', key === undefined ? null : { key }, text);

/**
 * Every child stays at its place in the list, because that is what React knows it by. `always`: also where there are
 * only texts, since what surrounds them isn't known.
 */
export function separate(children: readonly unknown[], when: 'always' | 'beside others'): unknown {
  if (!children.some((child) => isText(child) || (Array.isArray(child) && child.some(isText)))) return children;
  const joined = withJoinedTexts(children);
  const drawn = joined.filter(isDrawn);
  const [only] = drawn;
  if (when === 'beside others' && drawn.length <= 1 && (only === undefined || typeof only === 'string')) return only;
  return joined.map((child, at) => {
    if (typeof child === 'string') return alone(child, `text ${at}`);
    return Array.isArray(child) ? separate(child as readonly unknown[], 'always') : child;
  });
}

/** Texts that follow each other are one text, at the first one's place. */
function withJoinedTexts(children: readonly unknown[]): unknown[] {
  const joined: unknown[] = [...children];
  let into = -1;
  for (const [at, child] of children.entries()) {
    if (isText(child)) {
      if (into === -1) {
        into = at;
        joined[at] = String(child);
      } else {
        joined[into] = `${String(joined[into])}${child}`;
        joined[at] = null;
      }
    } else if (isDrawn(child)) into = -1;
  }
  return joined;
}
