/**
 * Marks the room while its pane is scrolled: on a phone the header gives it the second line of the title then. The mark
 * is an attribute and no state, so that scrolling draws nothing again.
 */
import { useEffect, useRef, type RefObject } from 'react';

/** In pixels; more than the line that the pane gains, so that gaining it does not scroll it back to the top. */
const SCROLLED = 48;

/** `shown`: the pane in front; another one starts unscrolled. */
export function useScrolled(shown: string): RefObject<HTMLDivElement | null> {
  const room = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const layout = room.current;
    if (layout === null) return undefined;
    delete layout.dataset['scrolled'];
    const look = ({ target }: Event): void => {
      if (!(target instanceof Element) || target.closest('main') === null) return;
      if (target.scrollTop > SCROLLED) layout.dataset['scrolled'] = '';
      else if (target.scrollTop === 0) delete layout.dataset['scrolled'];
    };
    layout.addEventListener('scroll', look, { capture: true, passive: true });
    return () => layout.removeEventListener('scroll', look, { capture: true });
  }, [shown]);
  return room;
}
