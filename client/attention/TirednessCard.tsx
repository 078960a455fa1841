/** How long this command lasts already, and who relieves it: a line after an hour, a card with its one act from the second hour on. */
import { Coffee, X } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { inARow, inTotal } from '../../shared/fatigue/command-time.ts';
import { seated } from '../../shared/standing.ts';
import { openFloor } from '../floor/screen.ts';
import { useNames, useNow, useRoom, useYou } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Notice } from '../ui/Notice.tsx';
import { roughly } from '../ui/times.ts';
import styles from './Guidance.module.css';
import { awayThings, putAway } from './put-away.ts';
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
        You have commanded <CommandTime person={you} />. Drink something, and think of who could take over.
      </span>
      <button
        type="button"
        className={styles['away']}
        aria-label="Do not show again: an hour in command"
        title="Do not show again"
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
      <CommandButton type="floor.ask-relief" data={NOTHING} look="primary" onPress={() => openFloor('relief')}>
        Ask for relief
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
          You have commanded <CommandTime person={holder} />. Who relieves you?
        </>
      }
      actions={actions}
    >
      <p>
        {step === 'eight'
          ? 'Everybody here is told. Hand over, and rest.'
          : step === 'two'
            ? 'Nobody decides well for that long. A handoff takes five minutes, and you can stay as deputy.'
            : `${deputy ? 'Your deputy is told.' : 'Nobody is deputy: name one.'} Plan the handoff while you can still do it well.`}
      </p>
    </Notice>
  );
}

function Theirs({ tiredness: { step, holder, name } }: { readonly tiredness: Tiredness }): ReactNode {
  const who = useNames()(holder);
  const actions = (
    <>
      <CommandButton type="floor.request" data={NOTHING} look="primary" onPress={() => openFloor('request')}>
        Ask to take command
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
          {who} has commanded <CommandTime person={holder} />
        </>
      }
      actions={actions}
    >
      <p>
        {step === 'three'
          ? `You are ${who}’s deputy: ask whether you should take over.`
          : `Somebody should relieve ${who}. If you can, ask for command.`}
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
      {total - row < 60 ? '' : ` in a row, ${roughly(total)} in all`}
    </>
  );
}
