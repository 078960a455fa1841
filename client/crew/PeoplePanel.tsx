/**
 * The people of the room as a pane of its own, for a narrow screen: who is here, my own availability, and the invite
 * link.
 */
import type { ReactNode } from 'react';
import { useView } from '../session/hooks.ts';
import { Panel } from '../ui/Panel.tsx';
import { Availability } from './Availability.tsx';
import styles from './Crew.module.css';
import { InviteLink } from './InviteLink.tsx';
import { PeopleList } from './PeopleList.tsx';
import type { PersonMenuProps } from './PersonMenu.tsx';

interface PeoplePanelProps extends Pick<PersonMenuProps, 'work'> {
  /** The mute button, which has no other place on a narrow screen. */
  readonly sounds: ReactNode;
}

export function PeoplePanel({ sounds, work }: PeoplePanelProps): ReactNode {
  const here = useView((view) => Object.values(view.people).filter((person) => person.connected).length);
  return (
    <Panel title="People" aside={`${here} here`} action={sounds}>
      <div className={styles['stack']}>
        <PeopleList work={work} />
        <Availability />
        <InviteLink />
      </div>
    </Panel>
  );
}
