/**
 * Shows the one window about a person or a role that is open, and closes it when that person has left the room. Lives
 * once, in the layout.
 */
import { useEffect, type ReactNode } from 'react';
import { memberOf } from '../../shared/standing.ts';
import { useRoom } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import { AddSeatDialog } from './AddSeatDialog.tsx';
import { AssignDialog } from './AssignDialog.tsx';
import { boardOf } from './board.ts';
import { DeactivateDialog } from './DeactivateDialog.tsx';
import { GiveRoleDialog } from './GiveRoleDialog.tsx';
import { RemoveDialog } from './RemoveDialog.tsx';
import { crewDialog, type CrewScreen } from './screen.ts';
import { useOwnStanding } from './useOwnStanding.ts';
import { usePeopleKeys } from './usePeopleKeys.ts';
import { VolunteerDialog } from './VolunteerDialog.tsx';

const OF_A_PERSON = { remove: RemoveDialog, deactivate: DeactivateDialog, role: GiveRoleDialog };
const OF_A_ROLE = { assign: AssignDialog, volunteer: VolunteerDialog };

export function CrewDialogs(): ReactNode {
  const screen = useStore(crewDialog);
  usePeopleKeys();
  useOwnStanding();
  useEffect(() => crewDialog.close, []);
  if (screen === null) return null;
  if (screen.open === 'add-role') return <AddSeatDialog onClose={crewDialog.close} />;
  return 'role' in screen ? <AboutRole {...screen} /> : <AboutPerson key={screen.person} {...screen} />;
}

function AboutPerson({ open, person }: Extract<CrewScreen, { person: string }>): ReactNode {
  const member = useRoom((room) => memberOf(room, person));
  const gone = member === null;
  const Window = OF_A_PERSON[open];
  useEffect(() => (gone ? crewDialog.close() : undefined), [gone]);
  return gone ? null : <Window person={person} member={member} onClose={crewDialog.close} />;
}

function AboutRole({ open, role }: Extract<CrewScreen, { role: string }>): ReactNode {
  const crew = useRoom((room) => room.crew);
  const seat = boardOf(crew).find((each) => each.role === role);
  const Window = OF_A_ROLE[open];
  return seat === undefined ? null : <Window seat={seat} onClose={crewDialog.close} />;
}
