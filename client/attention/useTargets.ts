/**
 * People and tasks as things that the palette finds: assign a task by typing a person's name, ask about a task by
 * typing what it is. Listed only when searched for, because there may be many.
 */
import { useMemo } from 'react';
import type { RoomCommand } from '../../shared/commands.ts';
import { isOpen } from '../../shared/tasks/finding.ts';
import { memberOf } from '../../shared/standing.ts';
import type { RoomState } from '../../shared/room.ts';
import { useNames, useRoom, useSend, useYou, type Send } from '../session/hooks.ts';
import { tasksDialog } from '../tasks/screen.ts';
import { useKeys, type Key } from '../ui/keys.ts';
import { toast } from '../ui/toasts.ts';

export function useTargets(): void {
  const crew = useRoom((room) => room.crew);
  const tasks = useRoom((room) => room.tasks);
  const name = useNames();
  const you = useYou();
  const send = useSend();
  const targets = useMemo(
    () => [...people(crew, you), ...work(tasks, { you, name, send })],
    [crew, tasks, name, you, send],
  );
  useKeys(targets);
}

function people(crew: RoomState['crew'], you: string): readonly Key[] {
  return Object.entries(crew.members).flatMap(([person, { name }]): readonly Key[] => {
    if (person === you || memberOf({ crew }, person)?.as !== 'responder') return [];
    const command: RoomCommand = { type: 'tasks.assign', data: { to: person, what: '-', minutes: 5 } };
    return [
      {
        does: `Assign a task to ${name}`,
        also: 'assign delegate person',
        onlySought: true,
        command,
        run: () => tasksDialog.open({ open: 'assign', sentence: `${name} ` }),
      },
    ];
  });
}

interface Hands {
  readonly you: string;
  readonly name: (person: string) => string;
  readonly send: Send;
}

/** My own: a report. Someone else's: "finished?", for the people who may ask that. */
function work({ tasks }: RoomState['tasks'], { you, name, send }: Hands): readonly Key[] {
  return tasks.filter(isOpen).map(({ id, owner, what }): Key => {
    const [data, sought] = [{ task: id }, { onlySought: true as const }];
    if (owner === you)
      return {
        does: `Report on my task: ${what}`,
        also: 'done more time',
        ...sought,
        run: () => tasksDialog.open({ open: 'report', task: id }),
      };
    const run = (): void =>
      void send('tasks.chase', data).then((answer) => answer.ok || toast({ tone: 'refused', text: answer.message }));
    return {
      does: `Ask ${name(owner)} for status: ${what}`,
      also: 'task chase',
      ...sought,
      command: { type: 'tasks.chase', data },
      run,
    };
  });
}
