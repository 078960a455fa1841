/** Changes how a person belongs to the room, says that it was done, and offers the way back. */
import { useCallback } from 'react';
import { sentences } from '../../shared/crew/sentences.ts';
import type { Standing } from '../../shared/envelope.ts';
import { useNames, useSend } from '../session/hooks.ts';
import { clockInText } from '../session/zone.ts';
import { toast } from '../ui/toasts.ts';

/** `before`: what they were, or null when they were removed. */
type Admit = (person: string, as: Standing, before: Standing | null) => Promise<void>;

export function useAdmit(): Admit {
  const send = useSend();
  const name = useNames();
  return useCallback(
    async (person, as, before) => {
      const change = async (to: Standing, back: Standing | null): Promise<void> => {
        const answer = await send('crew.admit', { person, as: to });
        if (!answer.ok) return toast({ tone: 'refused', text: answer.message });
        const text = sentences['crew.admitted']({ person, as: to }, name, clockInText);
        if (back === null) return toast({ tone: 'done', text });
        // Roles and tasks that a responder gave up do not come back with it, so it is no undo.
        const label = back === 'responder' ? 'Admit again' : 'Undo';
        toast({ tone: 'done', text, undo: { label, run: () => void change(back, null) } });
      };
      await change(as, before);
    },
    [send, name],
  );
}
