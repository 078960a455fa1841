/** Who the events of the crew notify: the person asked to take a role, and the commander when someone answers. */
import type { CrewEvent } from '../../shared/crew/words.ts';
import { holdsSeat } from '../../shared/standing.ts';
import { asked, isHolder, nobody, POLITE, when, type Calls } from '../attention/calls.ts';

export const calls: Calls<CrewEvent> = {
  'crew.joined': nobody,
  // In logs of older versions a volunteer is asked and accepts in one act: nothing is asked of them.
  'crew.assigned': ({ person, role }, { you, room }) =>
    when(person === you && !holdsSeat(room, you, [role]), asked(`seat.${role}`)),
  'crew.accepted': ({ person, replaced }, { you }) => when(person === you || replaced === you, POLITE),
  'crew.declined': (_, listener) => when(isHolder(listener), POLITE),
  'crew.volunteered': (_, listener) => when(isHolder(listener), POLITE),
  'crew.released': nobody,
  'crew.admitted': ({ person }, { you }) => when(person === you, POLITE),
  'crew.removed': nobody,
  'crew.availability-set': nobody,
  'crew.role-added': nobody,
  'crew.renamed': nobody,
  'crew.training-noted': nobody,
  'crew.shadows-followed': ({ people }, { you }) => when(people.includes(you), POLITE),
  'crew.link-lost': ({ person }, { room }) =>
    when(person === room.floor.holder, { spoken: 'assertive', subject: 'absence' }),
  'crew.link-back': ({ person }, { room }) => when(person === room.floor.holder, POLITE),
};
