/**
 * A pane that both layouts have. It is drawn once, into an element of its own, and each layout takes that element to
 * its place: a window that crosses the width between them keeps what is open in the pane, and where one was in it.
 */
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { front, type Pane } from './panes.ts';
import styles from './RoomLayout.module.css';

interface Movable {
  /** Where the layout wants it. */
  readonly here: ReactNode;
  /** Drawn always, after `here`. */
  readonly drawn: ReactNode;
}

export function useMovable(pane: Pane, content: ReactNode): Movable {
  const [home] = useState(() => Object.assign(document.createElement('div'), { className: styles['movable'] ?? '' }));
  return { here: <Here pane={pane} home={home} />, drawn: createPortal(content, home) };
}

/** What had the focus when its home was last taken out of the page. */
const left = new WeakMap<HTMLElement, HTMLElement>();

function Here({ pane, home }: { readonly pane: Pane; readonly home: HTMLElement }): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    place.current?.append(home);
    const focused = left.get(home);
    left.delete(home);
    // Once its tab is in front.
    if (focused !== undefined) queueMicrotask(() => focused.focus({ preventScroll: true }));
    return () => {
      const { activeElement } = document;
      if (!(activeElement instanceof HTMLElement) || !home.contains(activeElement)) return;
      left.set(home, activeElement);
      front.set(pane);
    };
  }, [pane, home]);
  return <div ref={place} className={styles['movable']} />;
}
