/**
 * The receiver's side of a handoff: the brief, live; the walk through the open tasks; one line of read-back; and the one press at
 * which command moves. Opens by itself for whom command is offered to, and closes when the offer is over, whoever ended it.
 */
import { useMemo, useState, type ReactNode } from 'react';
import type { Offer } from '../../shared/floor/words.ts';
import { useNames, useNow, useRoom } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { Until } from '../ui/Time.tsx';
import { BriefWords } from './Brief.tsx';
import styles from './Floor.module.css';
import { RoomFacts } from './RoomFacts.tsx';
import { handed, missingInWalk, readWalk, UNWALKED, type Walk, type WalkDraft } from './walk.ts';
import { WalkList } from './WalkList.tsx';

interface ReceiverDialogProps {
  readonly open: boolean;
  readonly offer: Offer;
  readonly onClose: () => void;
}

export function ReceiverDialog({ open, offer, onClose }: ReceiverDialogProps): ReactNode {
  const name = useNames();
  const [readBack, setReadBack] = useState('');
  const [declining, setDeclining] = useState(false);
  const [draft, setDraft] = useState<WalkDraft>(UNWALKED);
  const walk = useWalk(offer);
  const title = (
    <>
      {name(offer.from)} offers you command{' '}
      <span className={styles['countdown']}>
        <Until at={offer.expiresAt} /> left
      </span>
    </>
  );
  const actions = declining ? (
    <Declining offer={offer} onBack={() => setDeclining(false)} />
  ) : (
    <Answering offer={offer} readBack={readBack} walk={walk} draft={draft} onDecline={() => setDeclining(true)} />
  );
  return (
    <Dialog open={open} onClose={onClose} wide reads title={title} actions={actions}>
      <BriefWords offer={offer} />
      <RoomFacts />
      <WalkList walk={walk} draft={draft} onChange={setDraft} receiver={offer.to} />
      <Field
        label="First thing I’ll do"
        hint="Read it back in your own words, at least 10 characters. The room sees it."
        placeholder="check the rollback with Kim, then approve the update"
        maxLength={500}
        value={readBack}
        onChange={(event) => setReadBack(event.target.value)}
      />
    </Dialog>
  );
}

/** Redrawn with the tasks and once a second, because a task may run late while it is looked at. */
function useWalk(offer: Offer): Walk {
  const tasks = useRoom((room) => room.tasks);
  const now = useNow();
  return useMemo(() => readWalk(tasks, offer, now), [tasks, offer, now]);
}

interface AnsweringProps {
  readonly offer: Offer;
  readonly readBack: string;
  readonly walk: Walk;
  readonly draft: WalkDraft;
  readonly onDecline: () => void;
}

function Answering({ offer, readBack, walk, draft, onDecline }: AnsweringProps): ReactNode {
  const name = useNames();
  const unsaid = readBack.trim().length < 10 ? 'Now write what you will do first, in 10 characters or more.' : null;
  const missing = missingInWalk(walk, draft, name) ?? unsaid;
  return (
    <>
      {missing === null ? null : <p className={styles['missing']}>{missing}</p>}
      <Button look="quiet" onClick={onDecline}>
        Decline, because…
      </Button>
      <CommandButton type="floor.extend" data={{ offerId: offer.id }}>
        More time
      </CommandButton>
      <CommandButton
        type="floor.accept"
        data={{ offerId: offer.id, readBack, ...handed(walk, draft) }}
        look="primary"
        unready={missing}
      >
        I have command
      </CommandButton>
    </>
  );
}

function Declining({ offer, onBack }: { readonly offer: Offer; readonly onBack: () => void }): ReactNode {
  const [why, setWhy] = useState('');
  return (
    <div className={styles['inline']}>
      <Field
        label="Why not now"
        placeholder="no laptop for half an hour"
        autoFocus
        maxLength={300}
        value={why}
        onChange={(event) => setWhy(event.target.value)}
      />
      <Button look="quiet" onClick={onBack}>
        Back
      </Button>
      <CommandButton
        type="floor.decline"
        data={{ offerId: offer.id, why }}
        unready={why.trim() === '' ? 'Say why in a few words, so that the giver knows what to do next.' : null}
      >
        Decline command
      </CommandButton>
    </div>
  );
}
