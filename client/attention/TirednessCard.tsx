/**
 * How long this command has lasted, and who could relieve it: a line after an hour, a card with one action from the
 * second hour on.
 */
import { Coffee, X } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { inARow, inTotal } from '../../shared/fatigue/command-time.ts';
import { seated } from '../../shared/standing.ts';
import { floorDialog } from '../floor/screen.ts';
import { useNames, useNow, useRoom, useYou } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Notice } from '../ui/Notice.tsx';
import { roughly } from '../ui/times.ts';
import styles from './Attention.module.css';
import { awayThings, putAway } from '../session/put-away.ts';
import { tirednessFor, type Tiredness } from './tiredness.ts';

const NOTHING = {};

export function TirednessCard(): ReactNode {
  const room = useRoom((whole) => whole);
  const you = useYou();
  const away = useStore(awayThings);
  const tiredness = useMemo(() => tirednessFor(room, you, away), [room, you, away]);
  if (tiredness === null) return null;
  const { own, step, name } = tiredness;
  if (step === 'one') return <FirstHour name={name} />;
  return own ? <Yours tiredness={tiredness} /> : <Theirs tiredness={tiredness} />;
}

function FirstHour({ name }: { readonly name: string }): ReactNode {
  const you = useYou();
  return (
    <p className={styles['hour']}>
      <Coffee size={15} aria-hidden="true" />
      <span>
        You’ve been in command for <CommandTime person={you} />. Drink something, and think about who could take over.
      </span>
      <button
        type="button"
        className={styles['away']}
        aria-label="Don’t show again: an hour in command"
        title="Don’t show again"
        onClick={() => putAway(name)}
      >
        <X size={14} />
      </button>
    </p>
  );
}

function Yours({ tiredness: { step, holder, name } }: { readonly tiredness: Tiredness }): ReactNode {
  const deputy = useRoom((room) => seated(room, 'deputy') !== null);
  const actions = (
    <>
      <CommandButton
        type="floor.ask-relief"
        data={NOTHING}
        look="primary"
        onPress={() => floorDialog.open({ open: 'relief' })}
      >
        Ask to be relieved
      </CommandButton>
      <Button look="quiet" onClick={() => putAway(name)}>
        Not now
      </Button>
    </>
  );
  return (
    <Notice
      tone={step === 'eight' ? 'urgent' : 'act'}
      title={
        <>
          You’ve been in command for <CommandTime person={holder} />. Who can relieve you?
        </>
      }
      actions={actions}
    >
      <p>
        {step === 'eight'
          ? 'Everyone here is notified. Hand off and rest.'
          : step === 'two'
            ? 'Judgment drops after two hours. A handoff takes five minutes, and you can stay as deputy.'
            : `${deputy ? 'Your deputy is notified.' : 'You have no deputy: name one.'} Plan the handoff now.`}
      </p>
    </Notice>
  );
}

function Theirs({ tiredness: { step, holder, name } }: { readonly tiredness: Tiredness }): ReactNode {
  const who = useNames()(holder);
  const actions = (
    <>
      <CommandButton
        type="floor.request"
        data={NOTHING}
        look="primary"
        onPress={() => floorDialog.open({ open: 'request' })}
      >
        Offer to take command
      </CommandButton>
      <Button look="quiet" onClick={() => putAway(name)}>
        Not now
      </Button>
    </>
  );
  return (
    <Notice
      tone="act"
      title={
        <>
          {who} has been in command for <CommandTime person={holder} />
        </>
      }
      actions={actions}
    >
      <p>
        {step === 'three'
          ? `You’re ${who}’s deputy: ask if you should take over.`
          : `Someone should relieve ${who}. If you can, offer to take command.`}
      </p>
    </Notice>
  );
}

/** In a row; and in this incident altogether, where that is more. */
function CommandTime({ person }: { readonly person: string }): ReactNode {
  const floor = useRoom((room) => room.floor);
  const now = new Date(useNow()).toISOString();
  const [row, total] = [inARow({ floor }, now), inTotal({ floor }, person, now)];
  return (
    <>
      {roughly(row)}
      {total - row < 60 ? '' : ` in a row, ${roughly(total)} in total`}
    </>
  );
}
