/**
 * A commander with a task or an expert's seat of their own is told so, with a name to hand one of them to. It asks and never
 * blocks, nothing of it is logged, and it can be put away until there is more hands-on work.
 */
import { useState, type ReactNode } from 'react';
import type { Task } from '../../shared/tasks/words.ts';
import { useNames, useRoom, useYou } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Notice } from '../ui/Notice.tsx';
import { HandOff } from './CommandActions.tsx';
import { useTakers } from './OwnTask.tsx';
import { firstReceiver } from './offer-draft.ts';
import { openFloor } from './screen.ts';
import { TaskLine } from './TaskLine.tsx';

export function HandsOnCard(): ReactNode {
  const you = useYou();
  const holding = useRoom((room) => room.floor.holder) === you;
  const offering = useRoom((room) => room.floor.offer !== null);
  const tasks = useRoom((room) => room.tasks.tasks);
  const expert = useRoom(
    (room) => room.crew.seats.find((seat) => seat.taken && seat.role === 'expert' && seat.person === you) ?? null,
  );
  const [away, setAway] = useState('');
  const mine = tasks.filter((task) => task.owner === you && task.endedAt === null && task.status !== 'declined');
  const about = [...mine.map(({ id }) => id), expert === null ? '' : 'expert'].join(' ').trim();
  if (!holding || offering || about === '' || away === about) return null;
  return (
    <Notice
      tone="act"
      title="You command and fix. Hand one of them on."
      actions={<Actions task={mine[0] ?? null} expert={expert !== null} onAway={() => setAway(about)} />}
    >
      {mine.map((task) => (
        <p key={task.id}>
          Yours: <TaskLine task={task} />
        </p>
      ))}
      {expert === null ? null : <p>You sit as expert{expert.area === null ? '' : ` for ${expert.area}`}.</p>}
    </Notice>
  );
}

const PREVIEW = { trend: 'steady', ifThen: ['none'] };

interface ActionsProps {
  readonly task: Task | null;
  readonly expert: boolean;
  readonly onAway: () => void;
}

function Actions({ task, expert, onAway }: ActionsProps): ReactNode {
  const name = useNames();
  const to = useTakers(useYou())[0];
  const next = useRoom((room) => firstReceiver(room) ?? null);
  return (
    <>
      {task === null || to === undefined ? null : (
        <CommandButton type="tasks.pass-on" data={{ task: task.id, to }} look="primary" size="small">
          Give it to {name(to)}
        </CommandButton>
      )}
      {expert ? (
        <CommandButton type="crew.release" data={{ role: 'expert' }} size="small">
          Leave the expert’s seat
        </CommandButton>
      ) : null}
      {next === null ? (
        <HandOff size="small" />
      ) : (
        <CommandButton
          type="floor.offer"
          data={{ to: next, brief: PREVIEW }}
          size="small"
          onPress={() => openFloor('offer', next)}
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
