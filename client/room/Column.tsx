/**
 * A column that scrolls, with what must stay in sight above it. Where it goes on below the window a line at its foot says
 * what is there by name, and leads to it. The line keeps its place at the end too, so that nothing moves under a press.
 */
import { ChevronDown } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import styles from './Column.module.css';

interface ColumnProps {
  /** Stays above. */
  readonly pinned: ReactNode;
  readonly children: ReactNode;
}

export function Column({ pinned, children }: ColumnProps): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const below = useBelow(frame, content);
  const go = (): void => hidden(frame.current)[0]?.scrollIntoView({ block: 'start' });
  return (
    <>
      <div className={styles['pinned']}>{pinned}</div>
      <div className={styles['rest']}>
        <div ref={frame} className={styles['scrolls']}>
          <div ref={content} className={styles['content']}>
            {children}
          </div>
        </div>
        {below === null ? null : (
          <button type="button" className={styles['below']} data-none={below.length === 0} onClick={go}>
            <ChevronDown size={14} aria-hidden="true" />
            <span>
              {below.length} more below: {below.join(', ')}
            </span>
          </button>
        )}
      </div>
    </>
  );
}

/** Less than this of a panel in sight does not count as seen. */
const SIGHT = 56;

function hidden(frame: HTMLElement | null): readonly HTMLElement[] {
  if (frame === null) return [];
  const end = frame.getBoundingClientRect().bottom - SIGHT;
  return [...frame.querySelectorAll<HTMLElement>('section[data-region]')].filter(
    (panel) => panel.getBoundingClientRect().top > end && titleOf(panel) !== '',
  );
}

const titleOf = (panel: Element): string => panel.querySelector('h2')?.textContent ?? '';

/** Null: all of it fits. */
function useBelow(
  frame: RefObject<HTMLDivElement | null>,
  content: RefObject<HTMLDivElement | null>,
): readonly string[] | null {
  const [below, setBelow] = useState<readonly string[] | null>(null);
  useEffect(() => {
    const scrolling = frame.current;
    const inside = content.current;
    if (scrolling === null || inside === null) return undefined;
    const look = (): void => {
      const fits = inside.offsetHeight <= (scrolling.parentElement?.clientHeight ?? 0);
      const now = fits ? null : hidden(scrolling).map(titleOf);
      setBelow((before) => (before?.join() === now?.join() ? before : now));
    };
    const sizes = new ResizeObserver(look);
    sizes.observe(scrolling);
    sizes.observe(inside);
    scrolling.addEventListener('scroll', look, { passive: true });
    return () => {
      sizes.disconnect();
      scrolling.removeEventListener('scroll', look);
    };
  }, [frame, content]);
  return below;
}
