/** Texts for customers on their way: waiting for a yes, approved and ready to go out, or overtaken by what happened. */
import type { ReactNode } from 'react';
import type { Draft } from '../../shared/updates/words.ts';
import { useNames, useRoom } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { At } from '../ui/Time.tsx';
import { openUpdates } from './screen.ts';
import styles from './Updates.module.css';

export function Drafts(): ReactNode {
  const drafts = useRoom((room) => room.updates.drafts);
  return drafts.length === 0 ? null : (
    <ul className={styles['drafts']} aria-label="Drafts for customers">
      {drafts.map((draft) => (
        <li key={draft.id} data-lapsed={draft.lapsed}>
          <Row draft={draft} />
        </li>
      ))}
    </ul>
  );
}

function Row({ draft }: { readonly draft: Draft }): ReactNode {
  const names = useNames();
  const { id, by, at, text, approvedBy, lapsed } = draft;
  return (
    <>
      <div>
        <p>{text}</p>
        <span>
          <At at={at} /> {names(by)} ·{' '}
          {lapsed
            ? 'overtaken: draft it anew'
            : approvedBy === null
              ? 'waits for approval'
              : `approved by ${names(approvedBy)}`}
        </span>
      </div>
      {lapsed ? (
        <Button size="small" onClick={() => openUpdates({ open: 'write', audience: 'external' })}>
          Draft anew
        </Button>
      ) : approvedBy === null ? (
        <Button size="small" onClick={() => openUpdates({ open: 'review', draft: id })}>
          Review
        </Button>
      ) : (
        <Button size="small" look="primary" onClick={() => openUpdates({ open: 'publish', draft: id })}>
          Publish
        </Button>
      )}
    </>
  );
}
