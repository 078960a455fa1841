/** A line across the page about the connection: what does not work now, and what is kept. */
import { useEffect, type ReactNode } from 'react';
import { link } from '../session/connection.ts';
import { useLinkState } from '../session/store-hooks.ts';
import { announce } from './announcer.tsx';
import styles from './Strip.module.css';

interface StripProps {
  readonly title: string;
  readonly red?: boolean;
  readonly children: ReactNode;
}

export function Strip({ title, red = false, children }: StripProps): ReactNode {
  return (
    <div className={styles['strip']} data-red={red} role="status" aria-live="off">
      <strong>{title}</strong>
      {children}
    </div>
  );
}

/** A short fact in it, on one line. */
export const StripFact = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <span className={styles['fact']}>{children}</span>
);

/** While the server is there and nothing can be saved. `children`: what this page keeps meanwhile. */
export function NotSaving({ children }: { readonly children: ReactNode }): ReactNode {
  const held = useLinkState() === 'held';
  useEffect(() => {
    if (!held) return;
    announce('assertive', `${NOTHING_SAVED}.`);
    return () => void (link.get().state === 'live' && announce('polite', 'Saving works again.'));
  }, [held]);
  return held ? <Strip title={NOTHING_SAVED}>{children}</Strip> : null;
}

const NOTHING_SAVED = 'Nothing can be saved right now';
