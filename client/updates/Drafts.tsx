/** Customer updates on their way: awaiting approval, approved and ready to publish, or expired. */
import type { ReactNode } from 'react';
import { isolated } from '../../shared/isolated.ts';
import { holdsSeat } from '../../shared/standing.ts';
import { publisherOf, WRITERS } from '../../shared/updates/publisher.ts';
import type { Draft } from '../../shared/updates/words.ts';
import { useNames, useNow, useRoom, useYou } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { At } from '../ui/Time.tsx';
import { FORMS, updatesDialog } from './screen.ts';
import styles from './Updates.module.css';

export function Drafts(): ReactNode {
  const drafts = useRoom((room) => room.updates.drafts);
  return drafts.length === 0 ? null : (
    <ul className={styles['drafts']} aria-label="Customer update drafts">
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
  const { by, at, text, approvedBy, lapsed, sentBack } = draft;
  return (
    <>
      <div>
        <p>{text}</p>
        <span>
          <At at={at} /> {names(by)} ·{' '}
          {sentBack !== null
            ? `sent back: ${isolated(sentBack)}`
            : lapsed
              ? 'approval expired, redraft it'
              : approvedBy === null
                ? 'awaiting approval'
                : `approved by ${names(approvedBy)}`}
          {approvedBy === null || lapsed ? null : <Publisher draft={draft} />}
        </span>
      </div>
      {lapsed ? (
        <Button size="small" onClick={() => updatesDialog.open({ open: 'write', audience: 'external', again: text })}>
          Redraft
        </Button>
      ) : approvedBy === null ? (
        <Unapproved draft={draft} />
      ) : (
        <Publish draft={draft} />
      )}
    </>
  );
}

/** The commander and the deputy review it; its author may still write it again. */
function Unapproved({ draft: { id, by, text } }: { readonly draft: Draft }): ReactNode {
  const you = useYou();
  const reviews = useRoom((room) => room.floor.holder === you || holdsSeat(room, you, ['deputy']));
  if (reviews)
    return (
      <Button size="small" drafts={FORMS.review(id)} onClick={() => updatesDialog.open({ open: 'review', draft: id })}>
        Review
      </Button>
    );
  if (by !== you) return null;
  return (
    <Button
      size="small"
      drafts={FORMS.write('external')}
      onClick={() => updatesDialog.open({ open: 'write', audience: 'external', again: text })}
    >
      Redraft
    </Button>
  );
}

function Publisher({ draft }: { readonly draft: Draft }): ReactNode {
  const names = useNames();
  const you = useYou();
  const publisher = useRoom((room) => publisherOf(room, draft));
  if (publisher === null) return <> · anyone who writes updates may publish it</>;
  return <> · {publisher === you ? 'you publish it' : `${names(publisher)} publishes it`}</>;
}

/** For the people who write updates; the domain says which of them publishes this one. */
function Publish({ draft }: { readonly draft: Draft }): ReactNode {
  const you = useYou();
  const yours = useRoom((room) => publisherOf(room, draft) === you);
  const writes = useRoom((room) => room.floor.holder === you || holdsSeat(room, you, WRITERS));
  const nextAt = new Date(useNow() + 3_600_000).toISOString();
  if (!writes) return null;
  return (
    <CommandButton
      size="small"
      look={yours ? 'primary' : 'plain'}
      type="updates.post"
      data={{ audience: 'external', text: draft.text, nextAt, draft: draft.id }}
      onPress={() => updatesDialog.open({ open: 'publish', draft: draft.id })}
    >
      Publish
    </CommandButton>
  );
}
