/**
 * The giver's side of a handoff: to whom, how it goes, what could happen next. The rest is filled in from the room and shown, so
 * that the giver sees what the receiver will see. Command stays with the giver until the receiver accepts.
 */
import { useState, type ReactNode } from 'react';
import { useReach } from '../session/attendance.ts';
import { useNames, useRoom } from '../session/hooks.ts';
import { Button, CommandButton } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Area, Choice } from '../ui/Field.tsx';
import { AutoFacts } from './Brief.tsx';
import styles from './Floor.module.css';
import { BLANK, briefOf, missing, REASONS, TRENDS, type OfferDraft } from './offer-draft.ts';
import { ReceiverPicker } from './ReceiverPicker.tsx';

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
    <Dialog open={open} onClose={onClose} wide title="Hand over command" actions={<OfferActions draft={whole} onDone={done} onClose={onClose} />}>
      <ReceiverPicker value={whole.to} onChoose={(person) => change({ to: person })} />
      <Choice label="Trend" options={TRENDS} value={draft.trend} onChoose={(trend) => change({ trend })} />
      <Words draft={draft} change={change} />
      <Choice label="Why now (optional)" options={REASONS} value={draft.why ?? null} onChoose={(why) => change({ why: why === draft.why ? null : why })} />
      <AutoFacts />
      <p className={styles['note']}>You stay in command until they accept. They hear it at once, wherever they are on this page.</p>
    </Dialog>
  );
}

interface WordsProps {
  readonly draft: OfferDraft;
  readonly change: (patch: Partial<OfferDraft>) => void;
}

function Words({ draft, change }: WordsProps): ReactNode {
  const impact = useRoom((room) => room.incident.now.impact?.value ?? '');
  const plan = useRoom((room) => room.incident.now.plan?.value ?? '');
  return (
    <>
      <div className={styles['withButton']}>
        <Area label="If this happens, do that (one per line)" placeholder="p99 above 2 s again: fail over to eu-2, Kim is ready" rows={2} value={draft.ifThen} onChange={(event) => change({ ifThen: event.target.value })} />
        <Button size="small" look="quiet" onClick={() => change({ ifThen: 'none' })}>None</Button>
      </div>
      <Area label="Impact now" hint="From the Now block; what you change here stays in the brief." value={draft.impact ?? impact} onChange={(event) => change({ impact: event.target.value })} />
      <Area label="Plan" value={draft.plan ?? plan} onChange={(event) => change({ plan: event.target.value })} />
    </>
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
  const impact = useRoom((room) => room.incident.now.impact?.value ?? '');
  const plan = useRoom((room) => room.incident.now.plan?.value ?? '');
  const name = useNames();
  const gone = useReach()(draft.to ?? '').attendance === 'gone';
  const data = { to: draft.to ?? '', brief: briefOf(draft, { impact, plan }) };
  const common = { type: 'floor.offer', data, unready: missing(draft) };
  const twice = draft.to !== null && gone;
  return (
    <>
      {twice && warned === draft.to ? <p className={styles['warning']} role="alert">{name(draft.to ?? '')} is not connected and may not see this. Press again to offer it all the same.</p> : null}
      <Button look="quiet" onClick={onClose}>Not now</Button>
      {twice && warned !== draft.to ? (
        <CommandButton {...common} look="primary" onPress={() => setWarned(draft.to)}>Offer command</CommandButton>
      ) : (
        <CommandButton {...common} look="primary" onDone={onDone}>{twice ? 'Offer anyway' : 'Offer command'}</CommandButton>
      )}
    </>
  );
}
