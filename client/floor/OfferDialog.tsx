/**
 * The giver's side of a handoff: to whom, the trend, what could happen next. The rest is filled in from the room and
 * shown, so that the giver sees what the receiver will see. Command stays with the giver until the receiver accepts.
 */
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import type { Commit } from '../../shared/envelope.ts';
import { isAbsent, useReach } from '../session/attendance.ts';
import { useNames, useYou } from '../session/hooks.ts';
import { useLatest } from '../session/useLatest.ts';
import { AlsoCommands } from '../ui/AlsoCommands.tsx';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft, type Draft } from '../ui/drafting.ts';
import { BriefFields, useFilled } from './BriefFields.tsx';
import styles from './Floor.module.css';
import { BLANK, briefOf, draftOf, missing, offeredBrief, type OfferDraft } from './offer-draft.ts';
import { ReceiverPicker } from './ReceiverPicker.tsx';
import { RoomFacts } from './RoomFacts.tsx';

interface OfferDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** The person the offer was opened for: the answer to a request or to "I can". */
  readonly to: string | null;
}

export function OfferDialog({ open, onClose, to }: OfferDialogProps): ReactNode {
  const name = useNames();
  const blank = useBlank();
  const kept = useDraft<OfferDraft>('offer', blank);
  const draft = kept.value;
  const change = (patch: Partial<OfferDraft>): void => kept.set((before) => ({ ...before, ...patch }));
  const whole = { ...draft, to: draft.to ?? to };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      wide
      title="Hand off command"
      actions={<OfferActions draft={whole} kept={kept} onClose={onClose} />}
    >
      <ReceiverPicker value={whole.to} onChoose={(person) => change({ to: person })} />
      {whole.to === null ? null : <AlsoCommands person={{ id: whole.to, name: name(whole.to) }} />}
      <BriefFields draft={draft} blank={blank} change={change} />
      <label className={styles['tick']} data-on={draft.aloud === true}>
        <input
          type="checkbox"
          checked={draft.aloud === true}
          onChange={(event) => change({ aloud: event.target.checked })}
        />
        <span>
          <span className={styles['have']}>Handed over aloud:</span> I’ve said this on the call. They can accept with
          one tick.
        </span>
      </label>
      <section className={styles['auto']}>
        <h3>Added automatically</h3>
        <RoomFacts tasks />
      </section>
      <p className={styles['note']}>
        You stay in command until they accept. They’re notified right away. You can keep editing while they read.
      </p>
    </Dialog>
  );
}

/** Offered already but not accepted: the next offer begins with that brief. */
function useBlank(): OfferDraft {
  const you = useYou();
  const brief = useLatest(useCallback((commit: Commit) => offeredBrief(commit, you), [you]));
  return useMemo(() => (brief === null ? BLANK : { ...draftOf(brief), to: null, aloud: false }), [brief]);
}

interface OfferActionsProps {
  readonly draft: OfferDraft;
  readonly kept: Pick<Draft<OfferDraft>, 'clear'>;
  readonly onClose: () => void;
}

/** Offering to someone who is not here takes a second press: they may be asleep. */
function OfferActions({ draft, kept, onClose }: OfferActionsProps): ReactNode {
  const [warned, setWarned] = useState<string | null>(null);
  const filled = useFilled();
  const name = useNames();
  const reach = useReach()(draft.to ?? '');
  const gone = isAbsent(reach);
  const data = { to: draft.to ?? '', brief: briefOf(draft, filled), ...(draft.aloud === true ? { aloud: true } : {}) };
  const common = { type: 'floor.offer', data, unready: missing(draft) } as const;
  const twice = draft.to !== null && gone;
  return (
    <>
      {twice && warned === draft.to ? (
        <p className={styles['warning']} role="alert">
          {name(draft.to ?? '')} is {reach.words} and may not see this. Press again to offer anyway.
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
        <CommandButton {...common} look="primary" sends={kept} onDone={onClose}>
          {twice ? 'Offer anyway' : 'Offer command'}
        </CommandButton>
      )}
    </>
  );
}
