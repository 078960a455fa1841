/**
 * A button that asks the domain before it can be pressed: when the domain says no it stays focusable, looks quiet, and
 * shows the refusal's own sentence; when the server says no after all, the sentence becomes a toast. Nothing is ever
 * refused silently.
 */
import { useId, useState, type ReactNode } from 'react';
import type { PlainType, RoomCommand } from '../../shared/commands.ts';
import { useSend, useVerdict } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import { Button, type ButtonProps } from './Button.tsx';
import type { Draft } from './drafting.ts';
import { longTexts, tooLongIn } from './too-long.ts';
import { toast } from './toasts.ts';
import { Why } from './Why.tsx';

/** Data may be left out where a command needs none. */
export type ButtonCommand = RoomCommand | { readonly type: PlainType; readonly data?: undefined };

export interface CommandButtonOptions extends Omit<ButtonProps, 'type' | 'onClick'> {
  /** The draft that it sends: deleted once the server has accepted it, and not before. */
  readonly sends?: Pick<Draft<never>, 'clear'> | ReadonlyArray<Pick<Draft<never>, 'clear'>>;
  /** Called when the server has accepted it. */
  readonly onDone?: () => void;
  /** Instead of sending: opens a dialog, say. The domain is still asked first. */
  readonly onPress?: () => void;
  /** Another reason not to press yet, known only to the form around it; wins over the domain's. */
  readonly unready?: string | null;
}

const NOTHING = {};

export function CommandButton({
  type,
  data = NOTHING,
  sends = [],
  onDone,
  onPress,
  unready = null,
  children,
  ...rest
}: ButtonCommand & CommandButtonOptions): ReactNode {
  const verdict = useVerdict(type, data);
  const send = useSend();
  const [sending, setSending] = useState(false);
  const reasonId = useId();
  const long = useStore(longTexts);
  const reason = tooLongIn(data, long) ?? unready ?? verdict?.sentence ?? null;
  const press = async (): Promise<void> => {
    if (reason !== null || sending) return;
    if (onPress !== undefined) return onPress();
    setSending(true);
    const answer = await send(type, data);
    setSending(false);
    if (answer.ok) {
      [sends].flat().forEach((draft) => draft.clear());
      onDone?.();
    } else toast({ tone: 'refused', text: answer.message });
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
