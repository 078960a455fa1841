/** "9 here": who is in the room and how they can be reached; beside it, a link that brings one more in. Key w. */
import { UserPlus, Users } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useView } from '../session/hooks.ts';
import { useKeys } from '../ui/keys.ts';
import { Popover } from '../ui/Popover.tsx';
import { Availability } from './Availability.tsx';
import styles from './Crew.module.css';
import { copyInvite, InviteLink } from './InviteLink.tsx';
import { PeopleList } from './PeopleList.tsx';
import type { PersonMenuProps } from './PersonMenu.tsx';
import { useCrewKeys } from './useCrewKeys.ts';
import { useDeclined } from './useDeclined.ts';
import { useThanks } from './useThanks.ts';

interface HereCountProps extends Pick<PersonMenuProps, 'work'> {
  /** Shows the people where they have a pane of their own, and this count none. */
  readonly elsewhere?: (() => void) | undefined;
}

export function HereCount({ work, elsewhere }: HereCountProps): ReactNode {
  const here = useView((view) => Object.values(view.people).filter((person) => person.connected).length);
  const room = useView((view) => view.id);
  const [open, setOpen] = useState(false);
  useKeys([
    { key: 'w', does: 'Who is here', also: 'roll call people invite', run: elsewhere ?? (() => setOpen(true)) },
  ]);
  useCrewKeys();
  useThanks();
  useDeclined();
  return (
    <span className={styles['here']}>
      <Popover
        title="In this room"
        align="end"
        open={open && elsewhere === undefined}
        onOpenChange={setOpen}
        trigger={
          <button type="button" className={styles['count']}>
            <Users size={15} aria-hidden="true" /> {here} here
          </button>
        }
      >
        <div className={styles['tall']}>
          <PeopleList work={work} />
        </div>
        <Availability />
        <InviteLink />
      </Popover>
      <button
        type="button"
        className={styles['invite']}
        aria-label="Copy an invite link to this room"
        title="Copy an invite link (responder, 24 hours)"
        onClick={() => void copyInvite(room)}
      >
        <UserPlus size={15} />
      </button>
    </span>
  );
}
