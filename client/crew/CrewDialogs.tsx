/** Shows the one window about a person that is open, and closes it when that person has left the room. */
import { useEffect, type ReactNode } from 'react';
import { memberOf } from '../../shared/standing.ts';
import { useRoom } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import { DeactivateDialog } from './DeactivateDialog.tsx';
import { GiveRoleDialog } from './GiveRoleDialog.tsx';
import { RemoveDialog } from './RemoveDialog.tsx';
import { crewDialog, type CrewScreen } from './screen.ts';
import { useOwnStanding } from './useOwnStanding.ts';
import { usePeopleKeys } from './usePeopleKeys.ts';

const WINDOWS = { remove: RemoveDialog, deactivate: DeactivateDialog, role: GiveRoleDialog };

export function CrewDialogs(): ReactNode {
  const screen = useStore(crewDialog);
  usePeopleKeys();
  useOwnStanding();
  useEffect(() => crewDialog.close, []);
  return screen === null ? null : <AboutPerson key={screen.person} {...screen} />;
}

function AboutPerson({ open, person }: CrewScreen): ReactNode {
  const member = useRoom((room) => memberOf(room, person));
  const gone = member === null;
  const Window = WINDOWS[open];
  useEffect(() => (gone ? crewDialog.close() : undefined), [gone]);
  return gone ? null : <Window person={person} member={member} onClose={crewDialog.close} />;
}
