/**
 * A card about something unusual: what it is, and the one or two things to press. Grey unless it asks for an action.
 */
import { useId, type ReactNode } from 'react';
import styles from './Notice.module.css';

interface NoticeProps {
  /** plain: good to know · act: you may act · urgent: you must act */
  readonly tone?: 'plain' | 'act' | 'urgent';
  readonly title: ReactNode;
  /** By which something else on the screen leads to it. */
  readonly card?: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

export function Notice({ tone = 'plain', card, title, children, actions }: NoticeProps): ReactNode {
  const id = useId();
  return (
    <section className={styles['notice']} data-tone={tone} data-card={card} aria-labelledby={id}>
      <h3 id={id} className={styles['title']}>
        {title}
      </h3>
      {children === undefined ? null : (
        <div className={styles['body']} data-body>
          {children}
        </div>
      )}
      {actions === undefined ? null : <div className={styles['actions']}>{actions}</div>}
    </section>
  );
}
