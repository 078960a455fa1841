/**
 * A button that asks the domain before it can be pressed: when the domain says no it stays focusable, looks quiet, and
 * shows the refusal's own sentence; when the server says no after all, the sentence becomes a toast, and while it says
 * nothing, the button says so. Nothing is ever refused silently.
 */
import { useId, useState, type ReactNode } from 'react';
import type { PlainType, RoomCommand } from '../../shared/commands.ts';
import { useSend, useVerdict, useView } from '../session/hooks.ts';
import { freshId } from '../session/ids.ts';
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
const STILL_OPEN =
  'Not confirmed yet: the server hasn’t answered. It’s sent again until it does, and counts once. You can go on.';

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
  const [sent, setSent] = useState<string | null>(null);
  const isOpen = useView(({ pending }) => pending.some(({ id, status }) => id === sent && status === 'unconfirmed'));
  const reasonId = useId();
  const long = useStore(longTexts);
  const reason = isOpen ? STILL_OPEN : (tooLongIn(data, long) ?? unready ?? verdict?.sentence ?? null);
  const press = async (): Promise<void> => {
    if (reason !== null || sent !== null) return;
    if (onPress !== undefined) return onPress();
    const id = freshId();
    setSent(id);
    const answer = await send(type, data, id);
    setSent(null);
    if (answer.ok) {
      [sends].flat().forEach((draft) => draft.clear());
      onDone?.();
    } else toast({ tone: 'refused', text: answer.message });
  };
  return (
    <Why id={reasonId} reason={reason} insists={isOpen}>
      <Button
        {...rest}
        data-command={type}
        aria-disabled={reason !== null || sent !== null}
        aria-describedby={reason === null ? undefined : reasonId}
        onClick={({ detail }) => {
          // The second click of a double click belongs to the button that was here at the first one.
          if (detail < 2) void press();
        }}
      >
        {children}
      </Button>
    </Why>
  );
}
