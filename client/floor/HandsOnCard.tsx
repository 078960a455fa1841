/**
 * Tells a commander or a tech lead with a task or an expert role of their own, and suggests a person to reassign it to. It asks and
 * never blocks, is not logged, and stays dismissed until there is more hands-on work.
 */
import { useState, type ReactNode } from 'react';
import { isolated } from '../../shared/isolated.ts';
import type { Task } from '../../shared/tasks/words.ts';
import { useNames, useRoom, useYou } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Notice } from '../ui/Notice.tsx';
import { HandOff } from './CommandActions.tsx';
import { useTakers } from './OwnTask.tsx';
import { firstReceiver, sampleOffer } from './offer-draft.ts';
import { asksHandsOn, handsOn } from './hands-on.ts';
import { floorDialog } from './screen.ts';
import { TaskLine } from './TaskLine.tsx';

export function HandsOnCard(): ReactNode {
  const you = useYou();
  const role = useRoom((room) => asksHandsOn(room, you));
  const holding = role === 'commander';
  const offering = useRoom((room) => room.floor.offer !== null);
  const tasks = useRoom((room) => room.tasks.tasks);
  const expert = useRoom(
    (room) => room.crew.seats.find((seat) => seat.taken && seat.role === 'expert' && seat.person === you) ?? null,
  );
  const [away, setAway] = useState('');
  const mine = handsOn(tasks, you);
  const about = [...mine.map(({ id }) => id), expert === null ? '' : 'expert'].join(' ').trim();
  if (role === null || (holding && offering) || about === '' || away === about) return null;
  return (
    <Notice
      tone="act"
      title={
        holding
          ? 'You’re in command and hands-on. Reassign the task or hand off command.'
          : 'You’re tech lead and hands-on. Reassign the task or step down as tech lead.'
      }
      actions={
        <Actions task={mine[0] ?? null} expert={expert !== null} holding={holding} onAway={() => setAway(about)} />
      }
    >
      {mine.map((task) => (
        <p key={task.id}>
          Yours: <TaskLine task={task} />
        </p>
      ))}
      {expert === null ? null : <p>Your role: expert{expert.area === null ? '' : ` for ${isolated(expert.area)}`}.</p>}
    </Notice>
  );
}

interface ActionsProps {
  readonly task: Task | null;
  readonly expert: boolean;
  /** In command; else the tech lead. */
  readonly holding: boolean;
  readonly onAway: () => void;
}

function Actions({ task, expert, holding, onAway }: ActionsProps): ReactNode {
  const name = useNames();
  const to = useTakers(useYou())[0];
  const next = useRoom((room) => firstReceiver(room) ?? null);
  return (
    <>
      {task === null || to === undefined ? null : (
        <CommandButton type="tasks.pass-on" data={{ task: task.id, to }} look="primary" size="small">
          Reassign to {name(to)}
        </CommandButton>
      )}
      {expert ? (
        <CommandButton type="crew.release" data={{ role: 'expert' }} size="small">
          Step down as expert
        </CommandButton>
      ) : null}
      {holding ? null : (
        <CommandButton type="crew.release" data={{ role: 'tech-lead' }} size="small">
          Step down as tech lead
        </CommandButton>
      )}
      {!holding ? null : next === null ? (
        <HandOff size="small" />
      ) : (
        <CommandButton
          type="floor.offer"
          data={sampleOffer(next)}
          size="small"
          onPress={() => floorDialog.open({ open: 'offer', to: next })}
        >
          Offer command to {name(next)}
        </CommandButton>
      )}
      <Button look="quiet" size="small" onClick={onAway}>
        Not now
      </Button>
    </>
  );
}
