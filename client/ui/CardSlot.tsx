/**
 * One place for all cards that want something now: one is in front, "1 of 3" says how many there are, and two arrows
 * turn to the others. What a card looks like and whether it is there is its own business.
 */
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { useStore } from '../session/store-hooks.ts';
import { CardStack, frontCard, NOTHING } from './card-slot.ts';
import styles from './CardSlot.module.css';
import { useKeys } from './keys.ts';

let shown: CardStack | null = null;

/** From elsewhere on the screen: the fact in the header that a card is about. */
export const turnToCard = (name: string): void => shown?.turnTo(name);

export function CardSlot({ children }: { readonly children: ReactNode }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const { count, at, asks } = useStore(frontCard);
  useLayoutEffect(() => {
    if (box.current === null) return undefined;
    const stack = new CardStack(box.current);
    shown = stack;
    stack.arrange();
    const changes = new MutationObserver(stack.arrange);
    changes.observe(box.current, { childList: true, subtree: true, attributeFilter: ['data-tone'] });
    return () => {
      changes.disconnect();
      shown = null;
      frontCard.set(NOTHING);
    };
  }, []);
  return (
    <div className={styles['slot']} data-empty={count === 0} data-wants={asks}>
      <div ref={box} className={styles['cards']}>
        {children}
      </div>
      {count > 1 ? <Turning count={count} at={at} /> : null}
    </div>
  );
}

function Turning({ count, at }: { readonly count: number; readonly at: number }): ReactNode {
  const turn = (by: 1 | -1) => (): void => shown?.step(by);
  useKeys([{ does: 'Next card', also: 'what else asks for an answer', run: turn(1) }]);
  return (
    <div className={styles['turning']} role="group" aria-label="Cards">
      <button type="button" aria-label="Previous card" title="Previous card" onClick={turn(-1)}>
        <ChevronLeft size={16} />
      </button>
      <span>
        {at + 1} of {count}
      </span>
      <button type="button" aria-label="Next card" title="Next card" onClick={turn(1)}>
        <ChevronRight size={16} />
      </button>
    </div>
  );
}
