/** Every event of a room as a sentence with people's names: the one table that joins what each capability says of its own. */
import type { AnyEvent } from '../../shared/envelope.ts';
import { sentences as asks } from '../../shared/asks/sentences.ts';
import { sentences as crew } from '../../shared/crew/sentences.ts';
import { sentences as decisions } from '../../shared/decisions/sentences.ts';
import { sentences as fatigue } from '../../shared/fatigue/sentences.ts';
import { sentences as floor } from '../../shared/floor/sentences.ts';
import { sentences as incident } from '../../shared/incident/sentences.ts';
import { sentences as tasks } from '../../shared/tasks/sentences.ts';
import { sentences as teams } from '../../shared/teams/sentences.ts';
import { sentences as timeline } from '../../shared/timeline/sentences.ts';
import { sentences as updates } from '../../shared/updates/sentences.ts';

type Say = (data: object, name: (person: string) => string) => string;
// Each table is exact in its own file; here an event is known by its type alone.
const SAY = {
  ...incident,
  ...floor,
  ...crew,
  ...updates,
  ...timeline,
  ...tasks,
  ...decisions,
  ...asks,
  ...teams,
  ...fatigue,
} as unknown as Readonly<Record<string, Say>>;

export function tell({ type, data }: AnyEvent, name: (person: string) => string): string {
  const say = Object.hasOwn(SAY, type) ? SAY[type] : undefined;
  return say === undefined ? type : say(data, name);
}
