/** Opens the forming of a team. The law is asked as if the first who could lead it did. */
import type { ReactNode } from 'react';
import { CommandButton } from '../ui/CommandButton.tsx';
import { openTeams } from './screen.ts';
import { useTeamable } from './useSpan.ts';

/** What would be sent, as far as the law's answer is about the person who presses. */
export const sampleTeam = (leader: string): object => ({
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
    openTeams({ open: 'form' });
  };
  return (
    <CommandButton
      type="teams.form"
      data={sampleTeam(first ?? '')}
      size={size}
      unready={
        first === undefined ? 'Nobody else is here to lead a team. Copy an invite link: + beside the people.' : null
      }
      onPress={press}
    >
      Form a team
    </CommandButton>
  );
}
