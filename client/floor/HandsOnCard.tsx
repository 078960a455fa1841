/**
 * A commander with a task or an expert's seat of their own is told so, with a name to hand one of them to. It asks and never
 * blocks, nothing of it is logged, and it can be put away until there is more hands-on work.
 */
import { useState, type ReactNode } from 'react';
import type { Task } from '../../shared/tasks/words.ts';
import { useNames, useRoom, useYou } from '../session/hooks.ts';
import { Button, CommandButton } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { HandOff } from './CommandActions.tsx';
import { useTakers } from './OwnTask.tsx';
import { openFloor } from './screen.ts';
import { TaskLine } from './TaskLine.tsx';

export function HandsOnCard(): ReactNode {
  const you = useYou();
  const holding = useRoom((room) => room.floor.holder) === you;
  const offering = useRoom((room) => room.floor.offer !== null);
  const tasks = useRoom((room) => room.tasks.tasks);
  const expert = useRoom((room) => room.crew.seats.find((seat) => seat.taken && seat.role === 'expert' && seat.person === you) ?? null);
  const [away, setAway] = useState('');
  const mine = tasks.filter((task) => task.owner === you && task.endedAt === null && task.status !== 'declined');
  const about = [...mine.map(({ id }) => id), expert === null ? '' : 'expert'].join(' ').trim();
  if (!holding || offering || about === '' || away === about) return null;
  return (
    <Notice tone="act" title="You command and fix. Hand one of them on." actions={<Actions task={mine[0] ?? null} expert={expert !== null} onAway={() => setAway(about)} />}>
      <p>Whoever is deep in a fix does not see the whole. Nobody is stopped; it only tends to go wrong.</p>
      {mine.map((task) => <p key={task.id}>Yours: <TaskLine task={task} /></p>)}
      {expert === null ? null : <p>You sit as expert{expert.area === null ? '' : ` for ${expert.area}`}.</p>}
    </Notice>
  );
}

interface ActionsProps {
  readonly task: Task | null;
  readonly expert: boolean;
  readonly onAway: () => void;
}

function Actions({ task, expert, onAway }: ActionsProps): ReactNode {
  const name = useNames();
  const to = useTakers(useYou())[0];
  return (
    <>
      {task === null || to === undefined ? null : <CommandButton type="tasks.pass-on" data={{ task: task.id, to }} look="primary">Give the task to {name(to)}</CommandButton>}
      {expert ? <CommandButton type="crew.release" data={{ role: 'expert' }}>Leave the expert’s seat</CommandButton> : null}
      {to === undefined ? <HandOff /> : <CommandButton type="floor.offer" data={{ to, brief: { trend: 'steady', ifThen: ['none'] } }} onPress={() => openFloor('offer', to)}>Offer command to {name(to)}</CommandButton>}
      <Button look="quiet" onClick={onAway}>Not now</Button>
    </>
  );
}
