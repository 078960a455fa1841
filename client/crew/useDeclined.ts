/**
 * Tells the commander that someone declined a role, or withdrew their offer to take it: until somebody else has it, it
 * is theirs.
 */
import { useEffect, useRef } from 'react';
import type { Commit } from '../../shared/envelope.ts';
import { sentences } from '../../shared/crew/sentences.ts';
import { useNames, useRoom, useYou } from '../session/hooks.ts';
import { useLatest } from '../session/useLatest.ts';
import { toast } from '../ui/toasts.ts';

interface Declined {
  readonly version: number;
  readonly data: Parameters<(typeof sentences)['crew.declined']>[0];
}

function declinedIn({ version, events }: Commit): Declined | undefined {
  const event = events.find(({ type }) => type === 'crew.declined');
  return event === undefined ? undefined : { version, data: event.data as Declined['data'] };
}

export function useDeclined(): void {
  const commanding = useRoom((room) => room.floor.holder) === useYou();
  const name = useNames();
  const declined = useLatest(declinedIn);
  // What stood there when the room was opened is no news.
  const told = useRef(declined?.version ?? 0);
  useEffect(() => {
    if (declined === null || declined.version <= told.current) return;
    told.current = declined.version;
    if (commanding) toast({ tone: 'done', text: sentences['crew.declined'](declined.data, name) });
  }, [declined, commanding, name]);
}
