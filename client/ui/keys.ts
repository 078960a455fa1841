/**
 * What can be done on the current screen. Each screen registers its actions; a single key does them outside of text,
 * the palette does all of them. Letters can be turned off as a whole, and are silent while a dialog waits for its
 * answer.
 */
import { useContext, useEffect, useRef } from 'react';
import type { RoomCommand } from '../../shared/commands.ts';
import { nameOf, NO_ROOM } from '../session/drafts.ts';
import { ofDevice } from '../session/keeping.ts';
import { RoomContext } from '../session/room-context.ts';
import { Store } from '../session/store.ts';
import { dialogIsOpen } from './open-dialogs.ts';

/** One action on the current screen: by its key, if it has one, and always from the palette. */
export interface Key {
  /** As KeyboardEvent.key; two keys in a row as "g n". */
  readonly key?: string;
  readonly does: string;
  /** Other words by which someone may look for it in the palette. */
  readonly also?: string;
  /** The command behind it: the palette asks the domain and shows why it may not be done now. */
  readonly command?: RoomCommand | undefined;
  /** One of many alike, such as a person or a task: the palette lists it once a part of it is typed. */
  readonly onlySought?: true;
  /** The fields of the form that it opens; the palette, outside of the room, gets the full names of their drafts. */
  readonly drafts?: readonly string[] | undefined;
  /** What it does depends on what was done before: held down it does one thing, and not the next. */
  readonly once?: true;
  readonly run: () => void;
}

export const activeKeys = new Store<readonly Key[]>([]);
const kept = ofDevice('keys');
export const keysOn = new Store<boolean>(kept.get() !== 'off');

export function setKeysOn(on: boolean): void {
  keysOn.set(on);
  kept.set(on ? 'on' : 'off');
}

let prefix = '';

export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
    !/^(radio|checkbox)$/.test(target.getAttribute('type') ?? '')
  );
}

function pressed(event: KeyboardEvent): void {
  if (
    event.defaultPrevented ||
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    isTyping(event.target) ||
    !keysOn.get() ||
    dialogIsOpen()
  )
    return;
  const wanted = prefix === '' ? event.key : `${prefix} ${event.key}`;
  const found = activeKeys.get().find((each) => each.key === wanted);
  prefix =
    found === undefined &&
    prefix === '' &&
    activeKeys.get().some((each) => each.key?.startsWith(`${event.key} `) === true)
      ? event.key
      : '';
  if (found === undefined) return;
  event.preventDefault();
  if (found.once === true && (event.repeat || isHasty(found, event))) return;
  found.run();
}

/** So soon after the same key, no one has read yet what it would do now. */
const HASTY_MS = 700;
let last: { readonly key: string | undefined; readonly at: number } = { key: undefined, at: -Infinity };

function isHasty({ key }: Key, { timeStamp: at }: KeyboardEvent): boolean {
  const hasty = last.key === key && at - last.at < HASTY_MS;
  last = { key, at };
  return hasty;
}

window.addEventListener('keydown', pressed);

/** Answers these keys while the component is on screen. */
export function useKeys(keys: readonly Key[]): void {
  const latest = useRef(keys);
  useEffect(() => void (latest.current = keys));
  const room = useContext(RoomContext)?.view.get().id ?? NO_ROOM;
  const names = keys.map((key) => `${key.key ?? ''} ${key.does}`).join(',');
  useEffect(() => {
    const mine = latest.current.map((key, index) => live(key, room, () => latest.current[index]));
    activeKeys.set([...activeKeys.get(), ...mine]);
    return () => activeKeys.set(activeKeys.get().filter((key) => !mine.includes(key)));
  }, [names, room]);
}

/** Named once; what it runs, and the command that the domain is asked about, are always those of the newest drawing. */
function live(named: Key, room: string, now: () => Key | undefined): Key {
  return {
    ...named,
    get drafts() {
      return now()?.drafts?.map((field) => nameOf(room, field));
    },
    get command() {
      return now()?.command;
    },
    run: () => now()?.run(),
  };
}
