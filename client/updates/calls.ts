/** Who the events of updates notify: the person who owes the next one; an overdue update is spoken to everyone. */
import type { UpdatesEvent } from '../../shared/updates/words.ts';
import { asked, everybody, isHolder, late, nobody, when, type Calls } from '../attention/calls.ts';
import { owesUpdate } from './owes.ts';

export const calls: Calls<UpdatesEvent> = {
  'updates.rhythm-set': nobody,
  'updates.rhythm-followed': nobody,
  'updates.drafted': (_, listener) => when(isHolder(listener), asked('draft')),
  'updates.edited': nobody,
  'updates.approved': nobody,
  'updates.rejected': nobody,
  'updates.approval-lapsed': nobody,
  'updates.posted': nobody,
  'updates.promised': nobody,
  'updates.soon': nobody,
  'updates.due': ({ to, audience }, { you, room }) =>
    when(to.includes(you), {
      ...late(`update.${audience}`),
      ...(owesUpdate(room, you, audience) ? { passes: true } : {}),
    }),
  'updates.overdue': everybody,
  'updates.holding-offered': ({ to, audience }, { you }) => when(to.includes(you), late(`update.${audience}`)),
  'updates.cleared': nobody,
};
