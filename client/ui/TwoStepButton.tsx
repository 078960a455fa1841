/**
 * A command that cannot be taken back takes two presses: the first arms the button and changes its words, the second
 * sends. It disarms by itself, so that a press minutes later is a first one again, and says that nothing was done.
 */
import { useEffect, useState, type ReactNode } from 'react';
import { announce } from './announcer.tsx';
import { CommandButton, type ButtonCommand, type CommandButtonOptions } from './CommandButton.tsx';
import { toast } from './toasts.ts';

interface TwoStepOptions extends Omit<CommandButtonOptions, 'onPress' | 'children'> {
  readonly label: string;
  /** What the armed button says: what the second press will do. */
  readonly again: string;
}

const ARMED_MS = 6_000;

export function TwoStepButton({ label, again, ...rest }: ButtonCommand & TwoStepOptions): ReactNode {
  const [armed, setArmed] = useState(false);
  useEffect(() => {
    if (!armed) return undefined;
    const timer = setTimeout(() => {
      setArmed(false);
      toast({ tone: 'refused', text: notDone(label) });
    }, ARMED_MS);
    return () => clearTimeout(timer);
  }, [armed, label]);
  const arm = (): void => {
    setArmed(true);
    announce('polite', again);
  };
  return armed ? (
    <CommandButton {...rest}>{again}</CommandButton>
  ) : (
    <CommandButton {...rest} onPress={arm}>
      {label}
    </CommandButton>
  );
}

/** Whoever pressed once and looked away must not believe that it is done. */
export const notDone = (label: string): string => `Nothing was done yet: “${label}” takes a second press.`;
