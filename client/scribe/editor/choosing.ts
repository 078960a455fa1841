/**
 * The open list of choices: its entries, which one is selected, and the keys that move and choose. The focus stays in
 * the text; the text names the selected choice to a screen reader. Drawn by ChoiceList.tsx.
 */
import type { EditorView } from '@tiptap/pm/view';
import type { ReactNode } from 'react';
import { announce } from '../../ui/announcer.tsx';
import { Store } from '../../session/store.ts';

export interface Choice {
  readonly title: string;
  /** What it does, in a few words. */
  readonly note: string;
  /** The keys that do the same without the list. */
  readonly keys?: string;
  readonly mark: ReactNode;
  readonly run: () => void;
}

export interface Choosing {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly at: number;
  /** Where the trigger character is in the window, in pixels. */
  readonly place: { readonly left: number; readonly top: number; readonly bottom: number };
}

export const choosing = new Store<Choosing | null>(null);
export const LIST_ID = 'scribe-choices';
export const choiceId = (at: number): string => `${LIST_ID}-${at}`;

interface Wish {
  readonly sign: '/' | '@';
  readonly at: number;
  readonly choices: readonly Choice[];
}

let text: HTMLElement | null = null;

export function openChoices(view: EditorView, { sign, at, choices }: Wish): void {
  if (choices.length === 0) return closeChoices(view);
  const { left, top, bottom } = view.coordsAtPos(at);
  const label = sign === '/' ? 'Insert' : 'People in this room';
  if (choosing.get() === null)
    announce('polite', `${label}: ${choices.length} choices. Arrow keys move, Enter chooses, Escape closes.`);
  choosing.set({ label, choices, at: 0, place: { left, top, bottom } });
  text = view.dom;
  text.setAttribute('aria-controls', LIST_ID);
  text.setAttribute('aria-autocomplete', 'list');
  text.setAttribute('aria-activedescendant', choiceId(0));
}

export function closeChoices(view: EditorView | null): void {
  choosing.set(null);
  for (const name of ['aria-controls', 'aria-autocomplete', 'aria-activedescendant'])
    (view?.dom ?? text)?.removeAttribute(name);
}

export function mean(at: number): void {
  choosing.change({ at });
  text?.setAttribute('aria-activedescendant', choiceId(at));
}

/** True when the key was for the list. */
export function chooseKey(event: KeyboardEvent): boolean {
  const open = choosing.get();
  if (open === null || event.ctrlKey || event.metaKey || event.altKey) return false;
  const { at, choices } = open;
  if (event.key === 'ArrowDown') mean((at + 1) % choices.length);
  else if (event.key === 'ArrowUp') mean((at + choices.length - 1) % choices.length);
  else if (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) choices[at]?.run();
  else return false;
  return true;
}
