/** A task for this person, in the menu of a person: the composer opens with their name written. */
import { ListChecks } from 'lucide-react';
import type { ReactNode } from 'react';
import { useNames, useVerdict } from '../session/hooks.ts';
import { MenuItem } from '../ui/Menu.tsx';
import { tasksDialog } from './screen.ts';
import { useCommands } from './standing.ts';

export function TaskItem({ person }: { readonly person: string }): ReactNode {
  const refused = useVerdict('tasks.assign', { to: person, what: '-', minutes: 10 });
  const name = useNames()(person);
  const commands = useCommands();
  if (refused !== null && !commands) return null;
  return (
    <MenuItem
      icon={<ListChecks size={16} />}
      unready={refused?.sentence ?? null}
      onSelect={() => tasksDialog.open({ open: 'assign', sentence: `${name} ` })}
    >
      Assign a task
    </MenuItem>
  );
}
