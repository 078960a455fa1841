/**
 * The open offer, seen by its giver (countdown, withdraw, add to the brief), its receiver (read and answer), and the
 * room.
 */
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Offer } from '../../shared/floor/words.ts';
import { isAbsent, useReach } from '../session/attendance.ts';
import { useNames, useRoom, useYou } from '../session/hooks.ts';
import { AlsoCommands } from '../ui/AlsoCommands.tsx';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { useDraft } from '../ui/drafting.ts';
import { Field } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Until } from '../ui/Time.tsx';
import styles from './Floor.module.css';
import { floorDialog, FORMS } from './screen.ts';

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
  const reach = useReach()(offer.to);
  const gone = isAbsent(reach);
  return (
    <Notice
      tone="act"
      title={
        <>
          You offered command to {name} <Left offer={offer} />
        </>
      }
      actions={<GivingActions offer={offer} />}
    >
      <p>
        You’re in command until {name} accepts.{' '}
        {gone
          ? `${name} is ${reach.words}.`
          : offer.extended
            ? `${name} asked for more time.`
            : `They see your changes to the brief right away.`}
        {offer.aloud === true ? ' You handed over aloud: they can accept with one tick.' : ''}
      </p>
      {/* On a phone the brief is edited in its dialog: the card has no room for both. */}
      <div className={styles['wide']}>
        <AddToBrief additions={offer.additions} />
      </div>
    </Notice>
  );
}

function GivingActions({ offer }: { readonly offer: Offer }): ReactNode {
  return (
    <>
      <CommandButton
        type="floor.set-aloud"
        data={{ aloud: offer.aloud !== true }}
        look="quiet"
        aria-pressed={offer.aloud === true}
      >
        {offer.aloud === true ? <Check size={16} aria-hidden="true" /> : null} Handed over aloud
      </CommandButton>
      <Button drafts={FORMS.edit(offer.id)} onClick={() => floorDialog.open({ open: 'edit' })}>
        Edit brief
      </Button>
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
          {name} offered you command <Left offer={offer} />
        </>
      }
      actions={
        <Button
          look="primary"
          hint="h"
          drafts={FORMS.receive(offer.id)}
          onClick={() => floorDialog.open({ open: 'receive' })}
        >
          Read and answer
        </Button>
      }
    >
      <AlsoCommands />
    </Notice>
  );
}

function Watching({ offer }: { readonly offer: Offer }): ReactNode {
  const name = useNames();
  return (
    <Notice
      title={
        <>
          {name(offer.from)} offered command to {name(offer.to)} <Left offer={offer} />
        </>
      }
    />
  );
}

/** One line at a time; each is a fact of its own in the log. */
export function AddToBrief({ additions }: { readonly additions: readonly string[] }): ReactNode {
  const words = useDraft('add-to-brief', '');
  const text = words.value;
  return (
    <>
      {additions.length === 0 ? null : (
        <ul className={styles['additions']} aria-label="Added to the brief">
          {additions.map((line, index) => (
            <li key={index}>{line}</li>
          ))}
        </ul>
      )}
      <Field
        label="Add to the brief"
        most={4000}
        draft={words}
        beside={
          <CommandButton
            type="floor.add-to-brief"
            sends={words}
            data={{ text: text.trim() }}
            unready={text.trim() === '' ? 'Write what’s missing first.' : null}
          >
            Add
          </CommandButton>
        }
      />
    </>
  );
}
