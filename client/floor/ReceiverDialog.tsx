/**
 * The receiver's side of a handoff: the brief, live; the walk through the open tasks, or one tick where it was all said
 * aloud; one line of read-back; and the
 * one press at which command moves. Opens by itself for the receiver, and closes when the offer is over, however it
 * ended.
 */
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { saysEnough } from '../../shared/floor/read-back.ts';
import type { Offer } from '../../shared/floor/words.ts';
import { draftOf } from '../session/drafts.ts';
import { useNames, useNow, useRoom, useRoomStore, useYou } from '../session/hooks.ts';
import { AlsoCommands } from '../ui/AlsoCommands.tsx';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft, type Draft, type TextDraft } from '../ui/drafting.ts';
import { Field } from '../ui/Field.tsx';
import { Until } from '../ui/Time.tsx';
import { BriefWords } from './Brief.tsx';
import styles from './Floor.module.css';
import { RoomFacts } from './RoomFacts.tsx';
import { FORMS } from './screen.ts';
import { handed, missingInWalk, readWalk, UNWALKED, type Walk, type WalkDraft } from './walk.ts';
import { missingInShort, ShortWalk, useShort, type Short } from './ShortWalk.tsx';
import { WalkList } from './WalkList.tsx';

interface ReceiverDialogProps {
  readonly open: boolean;
  readonly offer: Offer;
  readonly onClose: () => void;
}

export function ReceiverDialog({ open, offer, onClose }: ReceiverDialogProps): ReactNode {
  const name = useNames();
  const words = useDraft(`receive.${offer.id}.read-back`, '');
  const draft = useDraft<WalkDraft>(`receive.${offer.id}.tasks`, UNWALKED);
  const [declining, setDeclining] = useState(false);
  const walk = useWalk(offer);
  const short = useShort(offer);
  useForgetsWhenOver(offer);
  const title = (
    <>
      {name(offer.from)} offered you command{' '}
      <span className={styles['countdown']}>
        <Until at={offer.expiresAt} /> left
      </span>
    </>
  );
  const actions = declining ? (
    <Declining offer={offer} onBack={() => setDeclining(false)} />
  ) : (
    <Answering
      offer={offer}
      words={words}
      walk={walk}
      draft={draft}
      short={short}
      onDecline={() => setDeclining(true)}
    />
  );
  return (
    <Dialog open={open} onClose={onClose} wide reads title={title} actions={actions}>
      <AlsoCommands />
      <BriefWords offer={offer} />
      <RoomFacts />
      {short.offered ? (
        <ShortWalk offer={offer} walk={walk} short={short} />
      ) : (
        <WalkList walk={walk} draft={draft.value} onChange={draft.set} receiver={offer.to} />
      )}
      <Field
        label="First thing I’ll do"
        hint="In your own words, at least 10 characters: everyone here sees that the brief got through."
        placeholder="check the rollback with Kim, then approve the update"
        most={500}
        draft={words}
      />
    </Dialog>
  );
}

/** What was filled in is about this offer alone: once it is over, no one finds it again. */
function useForgetsWhenOver({ id }: Offer): void {
  const { view } = useRoomStore();
  const you = useYou();
  useEffect(
    () => () => {
      const now = view.get();
      if (now.room.floor.offer?.id === id) return;
      FORMS.receive(id).forEach((field) => draftOf(you, now.id, field).set(null));
    },
    [view, you, id],
  );
}

/** Redrawn with the tasks and once a second, because a task may become overdue while it is looked at. */
function useWalk(offer: Offer): Walk {
  const tasks = useRoom((room) => room.tasks);
  const now = useNow();
  return useMemo(() => readWalk(tasks, offer, now), [tasks, offer, now]);
}

interface AnsweringProps {
  readonly offer: Offer;
  readonly words: TextDraft;
  readonly walk: Walk;
  readonly draft: Draft<WalkDraft>;
  readonly short: Short;
  readonly onDecline: () => void;
}

function Answering({ offer, words, walk, draft, short, onDecline }: AnsweringProps): ReactNode {
  const readBack = words.value;
  const name = useNames();
  const unsaid = saysEnough(readBack) ? null : 'Write what you’ll do first, in at least 10 characters.';
  const unwalked = short.offered ? missingInShort(short) : missingInWalk(walk, draft.value, name);
  const missing = unwalked ?? unsaid;
  const tasks = short.offered ? { taken: [], short: true } : handed(walk, draft.value);
  return (
    <>
      {missing === null ? null : <p className={styles['missing']}>{missing}</p>}
      <Button look="quiet" onClick={onDecline}>
        Decline…
      </Button>
      <CommandButton type="floor.extend" data={{ offerId: offer.id }}>
        More time
      </CommandButton>
      <CommandButton
        type="floor.accept"
        sends={[words, draft, short]}
        data={{ offerId: offer.id, readBack, ...tasks }}
        look="primary"
        unready={missing}
      >
        I have command
      </CommandButton>
    </>
  );
}

function Declining({ offer, onBack }: { readonly offer: Offer; readonly onBack: () => void }): ReactNode {
  const words = useDraft(`receive.${offer.id}.why-not`, '');
  const why = words.value;
  return (
    <div className={styles['alone']}>
      <Field
        label="Reason"
        placeholder="no laptop for half an hour"
        autoFocus
        most={300}
        draft={words}
        beside={
          <>
            <Button look="quiet" onClick={onBack}>
              Back
            </Button>
            <CommandButton
              type="floor.decline"
              sends={words}
              data={{ offerId: offer.id, why }}
              unready={why.trim() === '' ? 'Say why in a few words.' : null}
            >
              Decline command
            </CommandButton>
          </>
        }
      />
    </div>
  );
}
