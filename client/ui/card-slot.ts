/**
 * Which card of a slot is in front. The most pressing one is, until the reader turns to another; a new card that is more
 * pressing comes to the front by itself, but never over a card that someone is writing in. Cards are the slot's
 * elements, and their `data-tone` says how pressing they are.
 */
import { Store } from '../session/store.ts';
import { isTyping } from './keys.ts';

export interface Front {
  readonly count: number;
  /** Which of them is in front, from 0. */
  readonly at: number;
  /** It asks for an answer. */
  readonly asks: boolean;
}

export const NOTHING: Front = { count: 0, at: 0, asks: false };
export const frontCard = new Store<Front>(NOTHING);

const TONES = ['urgent', 'act'];
const rank = (card: Element): number => {
  const found = TONES.indexOf(card.getAttribute('data-tone') ?? '');
  return found === -1 ? TONES.length : found;
};

export class CardStack {
  readonly #box: Element;
  #known = new Set<Element>();
  #shown: Element | null = null;
  /** Turned to by the reader. */
  #chosen: Element | null = null;

  constructor(box: Element) {
    this.#box = box;
  }

  /** After anything in it has changed. */
  readonly arrange = (): void => {
    const cards = this.#cards();
    const [first] = cards;
    if (this.#isWrittenIn()) this.#chosen = this.#shown;
    else if (first !== undefined && !this.#known.has(first)) this.#chosen = null;
    this.#known = new Set(cards);
    this.#show(cards.find((card) => card === this.#chosen) ?? first ?? null);
  };

  step(by: 1 | -1): void {
    const cards = this.#cards();
    const { at } = frontCard.get();
    this.#choose(cards.at((at + by) % cards.length) ?? null);
  }

  /** Puts the card of that name in front, and the focus on what it asks to press. */
  turnTo(name: string): void {
    const card = this.#cards().find((each) => each.getAttribute('data-card') === name) ?? null;
    if (card === null) return;
    this.#choose(card);
    card.querySelector<HTMLElement>('button')?.focus();
  }

  #cards(): readonly Element[] {
    return [...this.#box.children].toSorted((one, other) => rank(one) - rank(other));
  }

  #isWrittenIn(): boolean {
    const focus = document.activeElement;
    return this.#shown?.contains(focus) === true && isTyping(focus);
  }

  #choose(card: Element | null): void {
    this.#chosen = card;
    this.#show(card);
  }

  #show(card: Element | null): void {
    this.#shown = card;
    const cards = this.#cards();
    for (const each of cards) each.toggleAttribute('hidden', each !== card);
    const at = card === null ? 0 : cards.indexOf(card);
    const asks = card !== null && rank(card) < TONES.length;
    const before = frontCard.get();
    if (before.count !== cards.length || before.at !== at || before.asks !== asks)
      frontCard.set({ count: cards.length, at, asks });
  }
}
