/**
 * The narrow screen: one pane, and the tabs under the thumb. Panes stay mounted, so that a half-written line survives a
 * look around.
 */
import { Tabs } from '@base-ui/react/tabs';
import { FileText, ListChecks, MessageSquare, Siren, Users } from 'lucide-react';
import { useSyncExternalStore, type ReactNode } from 'react';
import { FORMS as DECISIONS } from '../decisions/screen.ts';
import { CRITERION, NOW_FIELDS } from '../incident/names.ts';
import { useRoom } from '../session/hooks.ts';
import { FORMS as TASKS } from '../tasks/screen.ts';
import { DraftMark, useDraftWaits } from '../ui/DraftMark.tsx';
import { AUDIENCES } from '../updates/names.ts';
import { FORMS as UPDATES } from '../updates/screen.ts';
import { front, PANES, type Pane } from './panes.ts';
import styles from './RoomLayout.module.css';
import { TalkMark } from './TalkPane.tsx';

const ICONS: Readonly<Record<Pane, ReactNode>> = {
  now: <Siren size={18} />,
  log: <FileText size={18} />,
  tasks: <ListChecks size={18} />,
  talk: <MessageSquare size={18} />,
  crew: <Users size={18} />,
};

/** What may have been begun in a pane that is not in front. */
const FIELDS: Readonly<Record<'now' | 'log' | 'tasks', readonly string[]>> = {
  now: [
    ...NOW_FIELDS.map((name) => `now.${name}`),
    CRITERION,
    ...AUDIENCES.flatMap(UPDATES.write),
    ...DECISIONS.wording,
  ],
  log: ['document-line'],
  tasks: TASKS.assign,
};

/** With what is said about each task. */
function TasksMark(): ReactNode {
  const tasks = useRoom((room) => room.tasks.tasks);
  return <Mark fields={[...FIELDS.tasks, ...tasks.flatMap(({ id }) => TASKS.all(id))]} />;
}

function Mark({ fields }: { readonly fields: readonly string[] }): ReactNode {
  return useDraftWaits(fields) ? <DraftMark /> : null;
}

const MARKS: Readonly<Record<Pane, ReactNode>> = {
  now: <Mark fields={FIELDS.now} />,
  log: <Mark fields={FIELDS.log} />,
  tasks: <TasksMark />,
  talk: <TalkMark />,
  crew: null,
};

export function NarrowPanes({ panes }: { readonly panes: Readonly<Record<Pane, ReactNode>> }): ReactNode {
  const shown = useSyncExternalStore(front.subscribe, front.get);
  return (
    <Tabs.Root className={styles['narrow']} value={shown} onValueChange={(next) => front.set(next as Pane)}>
      <main className={styles['one']}>
        {PANES.map(({ pane }) => (
          <Tabs.Panel key={pane} value={pane} keepMounted data-pane={pane} className={styles['pane']}>
            {panes[pane]}
          </Tabs.Panel>
        ))}
      </main>
      <Tabs.List className={styles['tabs']} aria-label="Panes" data-no-toast>
        {PANES.map(({ pane, title }) => (
          <Tabs.Tab key={pane} value={pane} className={styles['tab']}>
            {ICONS[pane]}
            <span>{title}</span>
            {pane === shown ? null : MARKS[pane]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs.Root>
  );
}
