/** The open offer, seen by its giver (countdown, withdraw, add to the brief), its receiver (read and answer), and the room. */
import { useState, type ReactNode } from 'react';
import type { Offer } from '../../shared/floor/words.ts';
import { useReach } from '../session/attendance.ts';
import { useNames, useRoom, useYou } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Field } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Until } from '../ui/Time.tsx';
import styles from './Floor.module.css';
import { openFloor } from './screen.ts';

export function OfferCard(): ReactNode {
  const offer = useRoom((room) => room.floor.offer);
  const you = useYou();
  if (offer === null) return null;
  if (offer.from === you) return <Giving offer={offer} />;
  return offer.to === you ? <Receiving offer={offer} /> : <Watching offer={offer} />;
}

const Left = ({ offer }: { readonly offer: Offer }): ReactNode => (
  <span className={styles['countdown']}>
    <Until at={offer.expiresAt} /> left
  </span>
);

function Giving({ offer }: { readonly offer: Offer }): ReactNode {
  const name = useNames()(offer.to);
  const gone = useReach()(offer.to).attendance === 'gone';
  return (
    <Notice
      tone="act"
      title={
        <>
          You offer command to {name} <Left offer={offer} />
        </>
      }
      actions={<GivingActions offer={offer} />}
    >
      <p>
        You are in command until {name} accepts.{' '}
        {gone
          ? `${name} is not connected.`
          : offer.extended
            ? `${name} asked for more time.`
            : `What you change or add in the brief appears there at once.`}
      </p>
      <AddToBrief additions={offer.additions} />
    </Notice>
  );
}

function GivingActions({ offer }: { readonly offer: Offer }): ReactNode {
  return (
    <>
      <Button onClick={() => openFloor('edit')}>Edit the brief</Button>
      <CommandButton type="floor.withdraw" data={{ offerId: offer.id }}>
        Withdraw
      </CommandButton>
    </>
  );
}

function Receiving({ offer }: { readonly offer: Offer }): ReactNode {
  const name = useNames()(offer.from);
  return (
    <Notice
      tone="urgent"
      title={
        <>
          {name} offers you command <Left offer={offer} />
        </>
      }
      actions={
        <Button look="primary" hint="h" onClick={() => openFloor('receive')}>
          Read and answer
        </Button>
      }
    />
  );
}

function Watching({ offer }: { readonly offer: Offer }): ReactNode {
  const name = useNames();
  return (
    <Notice
      title={
        <>
          {name(offer.from)} offers command to {name(offer.to)} <Left offer={offer} />
        </>
      }
    />
  );
}

/** One line at a time; each is a fact of its own in the log. */
export function AddToBrief({ additions }: { readonly additions: readonly string[] }): ReactNode {
  const [text, setText] = useState('');
  return (
    <>
      {additions.length === 0 ? null : (
        <ul className={styles['additions']} aria-label="Added to the brief">
          {additions.map((line, index) => (
            <li key={index}>{line}</li>
          ))}
        </ul>
      )}
      <div className={styles['oneLine']}>
        <Field
          label="Add to the brief"
          maxLength={4000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <CommandButton
          type="floor.add-to-brief"
          data={{ text: text.trim() }}
          unready={text.trim() === '' ? 'Write what you forgot, then press.' : null}
          onDone={() => setText('')}
        >
          Add
        </CommandButton>
      </div>
    </>
  );
}
