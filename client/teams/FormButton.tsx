/** Opens the window for a new team. The domain is asked as if the first possible lead led it. */
import type { ReactNode } from 'react';
import type { DataOf } from '../../shared/commands.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { teamsDialog } from './screen.ts';
import { useTeamable } from './useSpan.ts';

/** What would be sent, as far as the domain's answer is about the person who presses. */
export const sampleTeam = (leader: string): DataOf<'teams.form'> => ({
  name: 'preview of a team',
  leader,
  goal: 'preview',
  minutes: 20,
  members: [],
});

interface FormButtonProps {
  readonly size?: 'small' | 'normal';
  readonly onPress?: () => void;
}

export function FormButton({ size = 'normal', onPress }: FormButtonProps): ReactNode {
  const first = useTeamable()[0];
  const press = (): void => {
    onPress?.();
    teamsDialog.open({ open: 'form' });
  };
  return (
    <CommandButton
      type="teams.form"
      data={sampleTeam(first ?? '')}
      size={size}
      unready={
        first === undefined ? 'No one else is here to lead a team. Copy an invite link: + next to the people.' : null
      }
      onPress={press}
    >
      Form a team
    </CommandButton>
  );
}
