/**
 * A pane of the room: a landmark with a heading, perhaps an action on its right, and its own scrolling. F6 moves
 * between panes.
 */
import { useId, type ReactNode } from 'react';
import { UnsentTogether } from './CameBack.tsx';
import styles from './Panel.module.css';

interface PanelProps {
  readonly title: ReactNode;
  /** Quiet words beside the title. */
  readonly aside?: ReactNode;
  readonly action?: ReactNode;
  readonly children: ReactNode;
  /** Fills the height it is given and scrolls inside; else as tall as its content. */
  readonly fills?: true;
}

export function Panel({ title, aside, action, children, fills }: PanelProps): ReactNode {
  const id = useId();
  return (
    <section className={styles['panel']} data-fills={fills} aria-labelledby={id} data-region tabIndex={-1}>
      <header className={styles['head']}>
        <h2 id={id}>{title}</h2>
        {aside === undefined ? null : <span className={styles['aside']}>{aside}</span>}
        <span className={styles['action']}>{action}</span>
      </header>
      <div className={styles['body']}>
        <UnsentTogether>{children}</UnsentTogether>
      </div>
    </section>
  );
}
