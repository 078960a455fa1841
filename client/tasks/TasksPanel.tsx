/**
 * Who does what until when, live: everyone sees it, each person has the buttons that are theirs. The commander's one
 * button assigns a task.
 */
import type { ReactNode } from 'react';
import { useRoom, useYou } from '../session/hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Panel } from '../ui/Panel.tsx';
import { FORMS, tasksDialog } from './screen.ts';
import { useCommands, useTakesPart } from './standing.ts';
import { TaskList, useRows } from './TaskList.tsx';

export function TasksPanel(): ReactNode {
  const rows = useRows();
  const open = useRoom((room) => room.tasks.tasks.filter((task) => task.endedAt === null).length);
  const takesPart = useTakesPart();
  return (
    <Panel title="Tasks" aside={open === 0 ? undefined : `${open} open`} action={takesPart ? <Give /> : null}>
      <TaskList rows={rows} />
    </Panel>
  );
}

/** The sample asks about assigning to oneself: whether another person may get it is asked once their name is known. */
function Give(): ReactNode {
  const commands = useCommands();
  const you = useYou();
  return (
    <CommandButton
      type="tasks.assign"
      data={{ to: you, what: '-', minutes: 10 }}
      size="small"
      look={commands ? 'primary' : 'plain'}
      hint="t"
      drafts={FORMS.assign}
      onPress={() => tasksDialog.open({ open: 'assign' })}
    >
      {commands ? 'Assign' : 'Take a task'}
    </CommandButton>
  );
}
