/**
 * The giver's side of a handoff: to whom, how it goes, what could happen next. The rest is filled in from the room and shown, so
 * that the giver sees what the receiver will see. Command stays with the giver until the receiver accepts.
 */
import { useState, type ReactNode } from 'react';
import { useReach } from '../session/attendance.ts';
import { useNames } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { BriefFields, useFilled } from './BriefFields.tsx';
import styles from './Floor.module.css';
import { BLANK, briefOf, missing, type OfferDraft } from './offer-draft.ts';
import { ReceiverPicker } from './ReceiverPicker.tsx';
import { RoomFacts } from './RoomFacts.tsx';

interface OfferDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** Whom the offer was opened for: the answer to a request or to "I can". */
  readonly to: string | null;
}

export function OfferDialog({ open, onClose, to }: OfferDialogProps): ReactNode {
  const [draft, setDraft] = useState<OfferDraft>(BLANK);
  const change = (patch: Partial<OfferDraft>): void => setDraft((before) => ({ ...before, ...patch }));
  const whole = { ...draft, to: draft.to ?? to };
  const done = (): void => {
    setDraft(BLANK);
    onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      wide
      title="Hand over command"
      actions={<OfferActions draft={whole} onDone={done} onClose={onClose} />}
    >
      <ReceiverPicker value={whole.to} onChoose={(person) => change({ to: person })} />
      <BriefFields draft={draft} change={change} />
      <section className={styles['auto']}>
        <h3>The room adds by itself</h3>
        <RoomFacts tasks />
      </section>
      <p className={styles['note']}>
        You stay in command until they accept. They hear it at once, wherever they are on this page. You can go on
        editing while they read.
      </p>
    </Dialog>
  );
}

interface OfferActionsProps {
  readonly draft: OfferDraft;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Offering to somebody who is not connected takes a second press: they may sleep. */
function OfferActions({ draft, onDone, onClose }: OfferActionsProps): ReactNode {
  const [warned, setWarned] = useState<string | null>(null);
  const filled = useFilled();
  const name = useNames();
  const gone = useReach()(draft.to ?? '').attendance === 'gone';
  const data = { to: draft.to ?? '', brief: briefOf(draft, filled) };
  const common = { type: 'floor.offer', data, unready: missing(draft) };
  const twice = draft.to !== null && gone;
  return (
    <>
      {twice && warned === draft.to ? (
        <p className={styles['warning']} role="alert">
          {name(draft.to ?? '')} is not connected and may not see this. Press again to offer it all the same.
        </p>
      ) : null}
      <Button look="quiet" onClick={onClose}>
        Not now
      </Button>
      {twice && warned !== draft.to ? (
        <CommandButton {...common} look="primary" onPress={() => setWarned(draft.to)}>
          Offer command
        </CommandButton>
      ) : (
        <CommandButton {...common} look="primary" onDone={onDone}>
          {twice ? 'Offer anyway' : 'Offer command'}
        </CommandButton>
      )}
    </>
  );
}
