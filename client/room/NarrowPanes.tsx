/**
 * The narrow screen: one pane, and the tabs under the thumb. Panes stay mounted, so that a half-written line survives a
 * look around.
 */
import { Tabs } from '@base-ui/react/tabs';
import { FileText, ListChecks, MessageSquare, Siren, Users } from 'lucide-react';
import { useSyncExternalStore, type ReactNode } from 'react';
import { front, PANES, type Pane } from './panes.ts';
import styles from './RoomLayout.module.css';

const ICONS: Readonly<Record<Pane, ReactNode>> = {
  now: <Siren size={18} />,
  log: <FileText size={18} />,
  tasks: <ListChecks size={18} />,
  talk: <MessageSquare size={18} />,
  crew: <Users size={18} />,
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
      <Tabs.List className={styles['tabs']} aria-label="Panes">
        {PANES.map(({ pane, title }) => (
          <Tabs.Tab key={pane} value={pane} className={styles['tab']}>
            {ICONS[pane]}
            <span>{title}</span>
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs.Root>
  );
}
