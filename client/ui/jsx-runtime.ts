/**
 * What every element of the screen is made with, so that no screen has to think of reading directions, nor of programs
 * that rewrite the page's texts (a browser's translation, an extension).
 *
 * A text in which someone's words are isolated (shared/isolated.ts), or that is read from right to left, stands in a
 * `bdi`; a field takes the direction of what is typed; and what only a screen reader is told carries no characters for
 * the screen.
 *
 * A text that stands beside elements gets an element of its own (separate.ts), and moments, timers and keys are marked
 * as what no one translates.
 */
import { createElement, Fragment, type ReactNode } from 'react';
import { jsx as make, jsxs as makeMany } from 'react/jsx-runtime';
import { FSI, isDirected, PDI, withoutTurns } from '../../shared/isolated.ts';
import { alone, separate } from './separate.ts';

export type { JSX } from 'react/jsx-runtime';
export { Fragment };

type Making = typeof make;
type Props = Record<string, unknown> & { children?: unknown };

/** Elements that hold text only; there the two characters do it. */
const TEXT_ONLY: ReadonlySet<unknown> = new Set(['option', 'title', 'text', 'tspan', 'textarea', 'style', 'bdi']);
/** What they say is the same in every language. */
const UNTRANSLATED: ReadonlySet<unknown> = new Set(['time', 'kbd', 'code']);

export const jsx: Making = (type, props, key) => make(type, isolating(type, props as Props), key);
export const jsxs: Making = (type, props, key) => {
  const drawn = isolating(type, props as Props);
  return (Array.isArray(drawn.children) ? makeMany : make)(type, drawn, key);
};
/** For `npm run dev`. */
export const jsxDEV = (...[type, props, key, isStatic]: [...Parameters<Making>, boolean]): ReturnType<Making> =>
  (isStatic ? jsxs : jsx)(type, props, key);

function isolating(type: unknown, props: Props): Props {
  let changed: Props | null = null;
  const set = (name: string, value: unknown): void => void ((changed ??= { ...props })[name] = value);
  if (isWritten(type, props) && !('dir' in props)) set('dir', 'auto');
  if ((UNTRANSLATED.has(type) || props['role'] === 'timer') && !('translate' in props)) set('translate', 'no');
  for (const name in props)
    if (name.startsWith('aria-') || name === 'alt') {
      const value = props[name];
      if (typeof value === 'string' && isDirected(value)) set(name, withoutTurns(value));
    }
  const { children } = props;
  const drawn = childrenOf(type, children);
  if (drawn !== children) set('children', drawn);
  return changed ?? props;
}

function childrenOf(type: unknown, children: unknown): unknown {
  if (typeof children !== 'string') {
    if (!Array.isArray(children)) return children;
    return TEXT_ONLY.has(type)
      ? children
      : separate(directed(children), type === Fragment ? 'always' : 'beside others');
  }
  if (TEXT_ONLY.has(type)) return children;
  if (isDirected(children)) return elements(children);
  return type === Fragment ? alone(children) : children;
}

function directed(children: readonly unknown[]): readonly unknown[] {
  if (!children.some((each) => typeof each === 'string' && isDirected(each))) return children;
  return children.map((each) => (typeof each === 'string' && isDirected(each) ? elements(each) : each));
}

const isWritten = (type: unknown, { type: kind }: Props): boolean =>
  type === 'textarea' || (type === 'input' && (kind === undefined || kind === 'text' || kind === 'search'));

/** The text with a `bdi` for each part that is isolated; all of it in one where none is. */
export function elements(text: string): ReactNode {
  if (!text.includes(FSI)) return createElement('bdi', null, withoutTurns(text));
  const parts: ReactNode[] = [];
  let [depth, from] = [0, 0];
  const end = (at: number, isApart: boolean): void => {
    const words = withoutTurns(text.slice(from, at));
    if (words !== '') parts.push(isApart ? createElement('bdi', null, words) : alone(words));
    from = at;
  };
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === FSI && (depth += 1) === 1) end(at, false);
    else if (text[at] === PDI && depth > 0 && (depth -= 1) === 0) end(at, true);
  }
  end(text.length, depth > 0);
  return createElement(Fragment, null, ...parts);
}
