/**
 * The ten minutes after a handoff: the giver stands relieved and adds what was forgotten; the new commander is asked
 * for a deputy.
 */
import { useState, type ReactNode } from 'react';
import { seated } from '../../shared/standing.ts';
import { useNames, useNow, useRoom, useYou } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Until } from '../ui/Time.tsx';
import { AddToBrief } from './OfferCard.tsx';
import styles from './Floor.module.css';

export function WatchCard(): ReactNode {
  const watch = useRoom((room) => room.floor.watch);
  const holder = useRoom((room) => room.floor.holder);
  const you = useYou();
  const name = useNames();
  const now = useNow();
  if (watch === null || watch.giver !== you || holder === null || now >= Date.parse(watch.until)) return null;
  const title = (
    <>
      {watch.relieved ? 'You stand relieved' : `${name(holder)} has command`}{' '}
      <span className={styles['countdown']}>
        <Until at={watch.until} left=" left" />
      </span>
    </>
  );
  const next = (
    <>
      <CommandButton type="crew.volunteer" data={{ role: 'deputy' }} size="small">
        Be deputy
      </CommandButton>
      <CommandButton type="crew.set-availability" data={{ availability: 'resting' }} size="small">
        Rest
      </CommandButton>
    </>
  );
  return (
    <Notice
      tone={watch.relieved ? 'plain' : 'act'}
      title={title}
      actions={
        watch.relieved ? (
          next
        ) : (
          <CommandButton type="floor.relieved" look="primary">
            I stand relieved
          </CommandButton>
        )
      }
    >
      <p>
        {watch.relieved
          ? 'What’s next: deputy or rest? You can still add to the brief.'
          : 'Anything missed? Add it now. The new commander sees it right away.'}
      </p>
      <AddToBrief additions={watch.additions} />
    </Notice>
  );
}

/** A commander without a deputy is alone. The person who gave command knows the most. */
export function DeputyCard(): ReactNode {
  const holder = useRoom((room) => room.floor.holder);
  const watch = useRoom((room) => room.floor.watch);
  const deputy = useRoom((room) => seated(room, 'deputy'));
  const asked = useRoom((room) => room.crew.seats.some((seat) => seat.role === 'deputy'));
  const [away, setAway] = useState(0);
  const epoch = useRoom((room) => room.floor.epoch);
  const you = useYou();
  const name = useNames();
  if (holder !== you || watch === null || deputy !== null || asked || away === epoch) return null;
  const actions = (
    <>
      <CommandButton type="crew.assign" data={{ person: watch.giver, role: 'deputy' }} look="primary">
        Ask {name(watch.giver)} to be deputy
      </CommandButton>
      <Button look="quiet" onClick={() => setAway(epoch)}>
        Not now
      </Button>
    </>
  );
  return (
    <Notice tone="act" title="You have no deputy" actions={actions}>
      <p>
        A deputy watches the clocks and can take over if you’re disconnected. {name(watch.giver)} has the full context.
      </p>
      {watch.additions.length === 0 ? null : <p>Added to the brief since: {watch.additions.join(' · ')}</p>}
    </Notice>
  );
}
