/** What a line that is being written will become, said before it is sent. */
import { promoted } from '../../shared/timeline/rules.ts';

const SAYS = { note: 'Also goes on the timeline', 'follow-up': 'Becomes a follow-up', plain: null } as const;

export const becomes = (written: string): string | null => SAYS[promoted(written.trim()).kind];
