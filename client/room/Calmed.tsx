/**
 * One primary button on the screen: what this person owes next. It is in the slot of cards or in "Needs you"; the button
 * that their role has for quiet times stands out again once nothing is owed.
 */
import type { ReactNode } from 'react';
import { useOwed } from '../attention/OweBar.tsx';
import { useStore } from '../session/store-hooks.ts';
import { Calm } from '../ui/calm.ts';
import { frontCard } from '../ui/card-slot.ts';

interface CalmedProps {
  readonly children: ReactNode;
}

export function CalmedCards({ children }: CalmedProps): ReactNode {
  const first = useOwed()[0];
  return <Calm value={first !== undefined && first.carded !== true}>{children}</Calm>;
}

export function CalmedPanes({ children }: CalmedProps): ReactNode {
  const owes = useOwed().length > 0;
  const { asks } = useStore(frontCard);
  return <Calm value={owes || asks}>{children}</Calm>;
}
