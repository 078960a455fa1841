/**
 * A command that cannot be taken back takes two presses: the first arms the button and changes its words, the second
 * sends. It disarms by itself, so that a press minutes later is a first one again.
 */
import { useEffect, useState, type ReactNode } from 'react';
import { announce } from './announcer.tsx';
import { CommandButton, type ButtonCommand, type CommandButtonOptions } from './CommandButton.tsx';

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
    const timer = setTimeout(() => setArmed(false), ARMED_MS);
    return () => clearTimeout(timer);
  }, [armed]);
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
