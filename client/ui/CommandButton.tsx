/**
 * A button that asks the law before it can be pressed: when the law says no it stays focusable, looks quiet, and shows the refusal's
 * own sentence; when the server says no after all, the sentence becomes a toast. Nothing is ever refused silently.
 */
import { useId, useState, type ReactNode } from 'react';
import { useSend, useVerdict } from '../session/hooks.ts';
import { Button, type ButtonProps } from './Button.tsx';
import { toast } from './toasts.ts';
import { Why } from './Why.tsx';

interface CommandButtonProps extends Omit<ButtonProps, 'type' | 'onClick'> {
  readonly type: string;
  readonly data?: object;
  /** Called when the server has accepted it. */
  readonly onDone?: () => void;
  /** Instead of sending: opens a dialog, say. The law is still asked first. */
  readonly onPress?: () => void;
  /** Another reason not to press yet, known only to the form around it; wins over the law's. */
  readonly unready?: string | null;
}

const NOTHING = {};

export function CommandButton({
  type,
  data = NOTHING,
  onDone,
  onPress,
  unready = null,
  children,
  ...rest
}: CommandButtonProps): ReactNode {
  const verdict = useVerdict(type, data);
  const send = useSend();
  const [sending, setSending] = useState(false);
  const reasonId = useId();
  const reason = unready ?? verdict?.sentence ?? null;
  const press = async (): Promise<void> => {
    if (reason !== null || sending) return;
    if (onPress !== undefined) return onPress();
    setSending(true);
    const answer = await send(type, data);
    setSending(false);
    if (answer.ok) onDone?.();
    else toast({ tone: 'refused', text: answer.message });
  };
  return (
    <Why id={reasonId} reason={reason}>
      <Button
        {...rest}
        data-command={type}
        aria-disabled={reason !== null || sending}
        aria-describedby={reason === null ? undefined : reasonId}
        onClick={() => void press()}
      >
        {children}
      </Button>
    </Why>
  );
}
