/**
 * The commander reviews a customer update: approves it as it is or with changes, or sends it back with a reason. The
 * deputy may when the commander cannot.
 */
import type { ReactNode } from 'react';
import { publisherOf } from '../../shared/updates/publisher.ts';
import type { Draft } from '../../shared/updates/words.ts';
import { useNames, useRoom, useYou } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft } from '../ui/drafting.ts';
import { Area, Field } from '../ui/Field.tsx';
import { At } from '../ui/Time.tsx';
import { toast } from '../ui/toasts.ts';
import { CautionList } from './CautionList.tsx';
import { updatesDialog } from './screen.ts';
import styles from './Updates.module.css';

export function ReviewDialog({ draft, onClose }: { readonly draft: Draft; readonly onClose: () => void }): ReactNode {
  const names = useNames();
  const you = useYou();
  const publisher = useRoom((room) => publisherOf(room, draft));
  const words = useDraft(`send-back.${draft.id}`, '');
  const edit = useDraft(`approve.${draft.id}`, draft.text);
  const why = words.value;
  const text = edit.value.trim();
  const changed = text !== draft.text;
  const approved = (): void => {
    if (publisher === you) updatesDialog.open({ open: 'publish', draft: draft.id });
    else onClose();
    const who = publisher === you || publisher === null ? 'You publish' : `${names(publisher)} publishes`;
    toast({ tone: 'done', text: `Approved. ${who} it.` });
  };
  const actions = (
    <>
      <CommandButton
        type="updates.reject"
        sends={[words, edit]}
        data={{ draft: draft.id, why: why.trim(), ...(changed && text !== '' ? { text } : {}) }}
        unready={why.trim() === '' ? 'Say what needs to change.' : null}
        onDone={onClose}
      >
        Send back
      </CommandButton>
      <CommandButton
        look="primary"
        type="updates.approve"
        sends={edit}
        data={changed ? { draft: draft.id, text } : { draft: draft.id }}
        unready={text === '' ? 'Write what customers should know.' : null}
        onDone={approved}
      >
        {changed ? 'Approve with changes' : 'Approve'}
      </CommandButton>
    </>
  );
  return (
    <Dialog open onClose={onClose} title="Review customer update" actions={actions}>
      <Area label="Customers will read" rows={4} most={4000} draft={edit} />
      <CautionList text={text} />
      {changed ? (
        <p className={styles['means']}>
          {names(draft.by)} wrote: <q>{draft.text}</q> Your wording is recorded, also if you send it back.
        </p>
      ) : null}
      <p className={styles['means']}>
        {names(draft.by)} wrote this at <At at={draft.at} />.{' '}
        {draft.nextAt === null ? (
          'This is the last update.'
        ) : (
          <>
            Next update at <At at={draft.nextAt} />.
          </>
        )}{' '}
        {publisher === null || publisher === you ? 'You publish it.' : `${names(publisher)} publishes it.`}
      </p>
      <Field label="What should change? (to send it back)" most={300} draft={words} />
    </Dialog>
  );
}
