/**
 * Single keys. A letter works only outside of text, without modifiers, and can be turned off as a whole. Each screen says which
 * keys it answers; `?` lists those that are answered now.
 */
import { useEffect, useRef } from 'react';
import { Store } from '../session/store.ts';

/** One thing that can be done from where we are: by its key, if it has one, and always from the palette. */
export interface Key {
  /** As KeyboardEvent.key; two keys in a row as "g n". */
  readonly key?: string;
  readonly does: string;
  /** Other words by which somebody may look for it in the palette. */
  readonly also?: string;
  /** The command behind it: the palette asks the law and shows why it may not be done now. */
  readonly command?: { readonly type: string; readonly data: object };
  readonly run: () => void;
}

export const activeKeys = new Store<readonly Key[]>([]);
export const keysOn = new Store<boolean>(localStorage.getItem('watchfloor.keys') !== 'off');

export function setKeysOn(on: boolean): void {
  keysOn.set(on);
  localStorage.setItem('watchfloor.keys', on ? 'on' : 'off');
}

let prefix = '';

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) && target.getAttribute('type') !== 'radio';
}

function pressed(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !keysOn.get()) return;
  const wanted = prefix === '' ? event.key : `${prefix} ${event.key}`;
  const found = activeKeys.get().find((each) => each.key === wanted);
  prefix = found === undefined && prefix === '' && activeKeys.get().some((each) => each.key?.startsWith(`${event.key} `) === true) ? event.key : '';
  if (found === undefined) return;
  event.preventDefault();
  found.run();
}

window.addEventListener('keydown', pressed);

/** Answers these keys while the component is on screen. */
export function useKeys(keys: readonly Key[]): void {
  const latest = useRef(keys);
  useEffect(() => void (latest.current = keys));
  const names = keys.map((key) => `${key.key ?? ''} ${key.does}`).join(',');
  useEffect(() => {
    const mine = latest.current.map((key, index) => ({ ...key, run: () => latest.current[index]?.run() }));
    activeKeys.set([...activeKeys.get(), ...mine]);
    return () => activeKeys.set(activeKeys.get().filter((key) => !mine.includes(key)));
  }, [names]);
}
