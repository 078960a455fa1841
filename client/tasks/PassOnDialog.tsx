/** Reassigns a task: offered again to one person, who is asked as if it were new. */
import { useState, type ReactNode } from 'react';
import { isolated } from '../../shared/isolated.ts';
import { useReach } from '../session/attendance.ts';
import { useNames, useRoom } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { enterSends } from '../ui/enter.ts';
import type { TaskDialogProps } from './AnswerDialogs.tsx';
import { suggest } from './suggest.ts';
import { Who } from './Who.tsx';

export function PassOnDialog({ task, onClose }: TaskDialogProps): ReactNode {
  const [to, setTo] = useState<string | null>(null);
  const room = useRoom((whole) => whole);
  const reach = useReach();
  const name = useNames();
  const others = suggest(room, task.what, (person) => reach(person).attendance).filter(
    ({ person }) => person !== task.owner,
  );
  const send = (
    <CommandButton
      look="primary"
      type="tasks.pass-on"
      data={{ task: task.id, to: to ?? '' }}
      unready={to === null ? 'Choose who takes it over.' : null}
      onDone={onClose}
    >
      {to === null ? 'Reassign' : `Reassign to ${name(to)}`}
    </CommandButton>
  );
  return (
    <Dialog open onClose={onClose} title={`Reassign: ${isolated(task.what)}`} actions={send}>
      <div onKeyDown={enterSends}>
        {task.need === null ? null : (
          <p>It’s blocked. Needs: {isolated(task.need)}. The next owner reads that with the task.</p>
        )}
        <Who legend="To" suggestions={others} value={to} onChoose={setTo} />
      </div>
    </Dialog>
  );
}
