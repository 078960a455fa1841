/**
 * What one may do with a person of the room: give them work, change how they belong to it, or remove them. The domain is
 * asked for each; what it refuses stays in the list and says why.
 */
import { Eye, GraduationCap, IdCard, UserCheck, UserMinus, UserX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Member } from '../../shared/crew/words.ts';
import type { Standing } from '../../shared/envelope.ts';
import { useRoom, useSpeaksAsCommander, useVerdict } from '../session/hooks.ts';
import { CommandItem, MenuItem, MenuLine, MenuNote } from '../ui/Menu.tsx';
import { inHand } from './holdings.ts';
import { crewDialog } from './screen.ts';
import { useAdministers } from './useAdministers.ts';
import { useAdmit } from './useMembership.ts';

export interface PersonMenuProps {
  readonly person: string;
  readonly member: Member;
  /** What other panels have for a person: a task, command. */
  readonly work: (person: string) => ReactNode;
}

const ITEMS: ReadonlyArray<{ readonly as: Standing; readonly icon: ReactNode; readonly label: string }> = [
  { as: 'responder', icon: <UserCheck size={16} />, label: 'Admit as responder' },
  { as: 'observer', icon: <Eye size={16} />, label: 'Make observer' },
  { as: 'shadow', icon: <GraduationCap size={16} />, label: 'Make shadow' },
];

export function PersonMenu({ person, member, work }: PersonMenuProps): ReactNode {
  if (member.removedAt !== null) return <Outside person={person} />;
  return (
    <>
      <RoleItem person={person} />
      {work(person)}
      <MenuLine />
      <Membership person={person} as={member.as} />
    </>
  );
}

function Membership({ person, as }: { readonly person: string; readonly as: Standing }): ReactNode {
  const others = ITEMS.filter((item) => item.as !== as);
  const admitting = useVerdict('crew.admit', { person, as: others[0]?.as ?? 'observer' })?.sentence ?? null;
  const removing = useVerdict('crew.remove', { person, why: '-' })?.sentence ?? null;
  const loses = useRoom((room) => inHand(room, person));
  const admit = useAdmit();
  const administers = useAdministers(person);
  return (
    <>
      {admitting === null ? null : <MenuNote>{admitting}</MenuNote>}
      {others.map((item) => (
        <MenuItem
          key={item.as}
          icon={item.icon}
          unready={admitting === null ? null : ''}
          note={item.as === 'responder' || loses === '' ? '' : `Gives up: ${loses}`}
          onSelect={() => void admit(person, item.as, as)}
        >
          {item.label}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem
        icon={<UserMinus size={16} />}
        unready={removing === admitting && removing !== null ? '' : removing}
        onSelect={() => crewDialog.open({ open: 'remove', person })}
      >
        Remove from the room
      </MenuItem>
      {administers ? (
        <MenuItem icon={<UserX size={16} />} onSelect={() => crewDialog.open({ open: 'deactivate', person })}>
          Deactivate
        </MenuItem>
      ) : null}
    </>
  );
}

/** Somebody who was removed comes back only like this. */
function Outside({ person }: { readonly person: string }): ReactNode {
  const refused = useVerdict('crew.admit', { person, as: 'responder' })?.sentence ?? null;
  const admit = useAdmit();
  return (
    <>
      {refused === null ? null : <MenuNote>{refused}</MenuNote>}
      <MenuItem
        icon={<UserCheck size={16} />}
        unready={refused === null ? null : ''}
        onSelect={() => void admit(person, 'responder', null)}
      >
        Admit as responder
      </MenuItem>
      <MenuItem
        icon={<Eye size={16} />}
        unready={refused === null ? null : ''}
        onSelect={() => void admit(person, 'observer', null)}
      >
        Admit as observer
      </MenuItem>
    </>
  );
}

/** Any role may be asked of a responder, so one that many may have stands for all. The commander's only. */
function RoleItem({ person }: { readonly person: string }): ReactNode {
  const leads = useSpeaksAsCommander();
  return leads ? (
    <CommandItem
      icon={<IdCard size={16} />}
      type="crew.assign"
      data={{ person, role: 'expert', area: 'preview' }}
      onSelect={() => crewDialog.open({ open: 'role', person })}
    >
      Assign a role
    </CommandItem>
  ) : null;
}
