/**
 * Is there a commander, and do they know it? The provisional one confirms, the challenged one answers, the absent one
 * is replaced.
 */
import type { ReactNode } from 'react';
import { useNames, useNow, useRoom, useView, useYou } from '../session/hooks.ts';
import { AlsoCommands } from '../ui/AlsoCommands.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Since, Until } from '../ui/Time.tsx';
import { useAbsence } from './CommanderFact.tsx';
import styles from './Floor.module.css';
import { floorDialog, FORMS } from './screen.ts';

const REASON = { why: 'preview' };

export function ProvisionalCard(): ReactNode {
  const { provisional, holder } = useRoom((room) => room.floor);
  const you = useYou();
  if (!provisional || holder === null) return null;
  return holder === you ? <YoursToConfirm /> : <YoursToTake />;
}

function YoursToConfirm(): ReactNode {
  const name = useNames()(useYou());
  return (
    <Notice
      tone="act"
      title="You have provisional command"
      actions={
        <CommandButton type="floor.confirm" look="primary">
          I have command
        </CommandButton>
      }
    >
      <p>
        You lead and decide, others fix. Vacant roles are yours to cover. Confirm command and say it on the call: “I am{' '}
        {name}, I have command.” Or hand it off.
      </p>
    </Notice>
  );
}

/** Only where the room's policy lets a trained person take unconfirmed command. */
function YoursToTake(): ReactNode {
  const policy = useRoom((room) => room.incident.policy.firstCommand);
  const trained = useView((view) => view.you?.trained === true && view.you.as !== 'observer');
  const holder = useRoom((room) => room.floor.holder);
  const name = useNames();
  if (policy !== 'trained' || !trained || holder === null) return null;
  return (
    <Notice
      tone="act"
      title={`${name(holder)} has provisional command`}
      actions={
        <CommandButton type="floor.take" look="primary">
          Take command
        </CommandButton>
      }
    >
      <p>You’re a trained commander. In this room you can take command until it’s confirmed.</p>
      <AlsoCommands />
    </Notice>
  );
}

export function ChallengeCard(): ReactNode {
  const challenge = useRoom((room) => room.floor.challenge);
  const holder = useRoom((room) => room.floor.holder);
  const you = useYou();
  const name = useNames();
  if (challenge === null || holder === null) return null;
  const left = (
    <span className={styles['countdown']}>
      <Until at={challenge.answerBy} left=" left to answer" past="unanswered for " />
    </span>
  );
  if (holder === you) {
    return (
      <Notice
        tone="urgent"
        title={
          <>
            {name(challenge.by)} asks: is there a commander? {left}
          </>
        }
        actions={
          <CommandButton type="floor.present" look="primary" className={styles['big']}>
            I’m here
          </CommandButton>
        }
      >
        <p>
          If you don’t answer in time, someone can assume command. Anything you do as commander counts as an answer.
        </p>
      </Notice>
    );
  }
  return (
    <Notice
      tone="urgent"
      title={
        <>
          {name(challenge.by)} asked {name(holder)}: is there a commander? {left}
        </>
      }
      actions={<AssumeButton />}
    >
      <p>If {name(holder)} doesn’t answer in time, a responder can assume command.</p>
    </Notice>
  );
}

export function AbsenceCard(): ReactNode {
  const absence = useAbsence();
  const you = useYou();
  const name = useNames();
  const now = useNow();
  if (absence === null || absence.holder === you) return null;
  const who = absence.next === null ? 'Any responder' : absence.next === you ? 'You' : name(absence.next);
  const open = now >= Date.parse(absence.from);
  return (
    <Notice
      tone="urgent"
      card="absence"
      title={
        <>
          {name(absence.holder)} has command but has been disconnected for <Since at={absence.since} />
        </>
      }
      actions={<AssumeButton />}
    >
      <p>
        {who} can assume command{' '}
        {open ? (
          'now'
        ) : (
          <>
            in <Until at={absence.from} />
          </>
        )}
        . {open ? 'Try' : 'Until then, try'} to reach {name(absence.holder)} another way{open ? ' first' : ''}.
      </p>
    </Notice>
  );
}

function AssumeButton(): ReactNode {
  return (
    <CommandButton
      type="floor.assume"
      data={REASON}
      drafts={FORMS.assume}
      onPress={() => floorDialog.open({ open: 'assume' })}
    >
      Assume command
    </CommandButton>
  );
}
