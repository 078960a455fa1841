/**
 * What the one button of each owed item does: a command with a plain yes, or opening the place where it is answered. This is one
 * of the two places that know several panels; it opens them, and draws nothing of theirs.
 */
import { openFloor } from '../floor/screen.ts';
import { openUpdates } from '../updates/screen.ts';
import type { Owed } from './owed.ts';

export interface Press {
  readonly verb: string;
  readonly type?: string;
  readonly data?: object;
  readonly opens?: () => void;
}

/** Set by the room: brings a pane to the front and the focus into it. */
let goTo: (pane: 'now' | 'talk' | 'crew') => void = () => undefined;
export const learnTheWay = (way: typeof goTo): void => void (goTo = way);

export function pressOf(item: Owed): Press {
  switch (item.kind) {
    case 'offer': return { verb: 'Read and answer', opens: () => openFloor('receive') };
    case 'challenge': return { verb: 'I am here', type: 'floor.present' };
    case 'confirm': return { verb: 'I have command', type: 'floor.confirm' };
    case 'update': return { verb: 'Write it', opens: () => openUpdates({ open: 'write', audience: item.audience }) };
    case 'approve': return { verb: 'Review', opens: () => openUpdates({ open: 'review', draft: item.draft }) };
    case 'request': return { verb: 'Answer', opens: () => goTo('now') };
    case 'relief': return { verb: 'I can', type: 'floor.offer-relief' };
    case 'seat': return { verb: 'Accept', type: 'crew.accept', data: { role: item.role } };
  }
}
