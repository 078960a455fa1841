/**
 * A press that has consequences takes two: the first arms the button and says what the second will do, below the row;
 * the second does it. It disarms by itself and says that nothing was done, and when it loses focus. For actions that are not commands of a room
 * (TwoStepButton is for those).
 */
import { useEffect, useId, useState, type ReactNode } from 'react';
import { announce } from './announcer.tsx';
import { Button } from './Button.tsx';
import styles from './ConfirmButton.module.css';
import { toast } from './toasts.ts';
import { notDone } from './TwoStepButton.tsx';

interface ConfirmButtonProps {
  readonly label: string;
  /** What this button does and to which person, for screen readers: "Deactivate Kim". */
  readonly name: string;
  /** The armed button's label. */
  readonly confirm: string;
  /** What the second press will do, in a sentence. */
  readonly consequence: string;
  readonly onConfirm: () => Promise<void>;
}

const ARMED_MS = 8_000;

export function ConfirmButton({ label, name, confirm, consequence, onConfirm }: ConfirmButtonProps): ReactNode {
  const [armed, setArmed] = useState(false);
  const [busy, setBusy] = useState(false);
  const told = useId();
  useEffect(() => {
    if (!armed || busy) return undefined;
    const timer = setTimeout(() => {
      setArmed(false);
      toast({ tone: 'refused', text: notDone(label) });
    }, ARMED_MS);
    return () => clearTimeout(timer);
  }, [armed, busy, label]);
  const press = async (): Promise<void> => {
    if (!armed) {
      setArmed(true);
      return announce('polite', consequence);
    }
    setBusy(true);
    await onConfirm();
    setBusy(false);
    setArmed(false);
  };
  return (
    <>
      <Button
        size="small"
        look={armed ? 'danger' : 'quiet'}
        disabled={busy}
        aria-label={armed ? `${confirm}: ${name}` : name}
        aria-describedby={armed ? told : undefined}
        onBlur={() => setArmed(false)}
        onClick={() => void press()}
      >
        {armed ? confirm : label}
      </Button>
      {armed ? (
        <p id={told} className={styles['consequence']}>
          {consequence}
        </p>
      ) : null}
    </>
  );
}
