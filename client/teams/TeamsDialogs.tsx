/**
 * Shows the one window about teams that is open; the one about a team closes by itself when that team is gone. Lives
 * once, in the layout.
 */
import { useEffect, type ReactNode } from 'react';
import { useRoom } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import { ChangeDialog } from './ChangeDialog.tsx';
import { FormDialog } from './FormDialog.tsx';
import { teamsDialog } from './screen.ts';

export function TeamsDialogs(): ReactNode {
  const screen = useStore(teamsDialog);
  useEffect(() => teamsDialog.close, []);
  const id = screen?.open === 'change' ? screen.team : null;
  const team = useRoom((room) => room.teams.teams.find((each) => each.id === id) ?? null);
  return (
    <>
      <FormDialog open={screen?.open === 'form'} onClose={teamsDialog.close} />
      {team === null ? null : <ChangeDialog key={team.id} team={team} onClose={teamsDialog.close} />}
    </>
  );
}
