/** Who the events of asks notify: an ask reaches the commander and comms and interrupts no one else. */
import type { AsksEvent } from '../../shared/asks/words.ts';
import { asked, given, isHolder, late, nobody, POLITE, when, type Calls } from '../attention/calls.ts';

export const calls: Calls<AsksEvent> = {
  'asks.asked': ({ id, to }, listener) =>
    when(to.includes(listener.you), isHolder(listener) ? asked(`ask.${id}`) : given(`ask.${id}`)),
  'asks.answered': ({ ask, asker, to }, { you }) =>
    to === you ? asked(`ask.${ask}`) : when(asker === you, { ...POLITE, subject: `ask.${ask}` }),
  'asks.withdrawn': nobody,
  'asks.returned': ({ ask, to }, { you }) => when(to.includes(you), given(`ask.${ask}`)),
  'asks.overdue': ({ ask, to }, { you }) => when(to.includes(you), late(`ask.${ask}`)),
  'asks.left': nobody,
};
