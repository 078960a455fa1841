/**
 * The two domains that exist, in the shape that the server knows: the room's and the workspace's. main.ts passes them
 * on; no other file under server/ needs to know that there are two.
 */
import * as room from '../../shared/room.ts';
import * as workspace from '../../shared/workspace/rules.ts';
import type { RoomState } from '../../shared/room.ts';
import type { WorkspaceState } from '../../shared/workspace/words.ts';
import { calledIn } from '../../shared/called.ts';
import { explain } from '../../shared/refusals.ts';
import type { Domain } from './domain.ts';

export const roomDomain: Domain<RoomState> = {
  version: room.LAW_VERSION,
  initial: room.initial,
  decide: room.decide,
  evolve: room.evolve,
  due: room.due,
  card: room.card,
  mentions: room.mentions,
  explain: ({ crew }, refused) => explain(refused, calledIn(crew.members)),
};

export const workspaceDomain: Domain<WorkspaceState> = {
  version: workspace.WORKSPACE_LAW_VERSION,
  initial: workspace.initial,
  decide: workspace.decide,
  evolve: workspace.evolve,
  due: workspace.due,
  card: () => null,
  mentions: () => [],
  explain: ({ people }, refused) => explain(refused, (person) => nameIn(people, person)),
};

function nameIn(people: Readonly<Record<string, { readonly name: string }>>, person: string): string {
  return (Object.hasOwn(people, person) ? people[person]?.name : undefined) ?? person;
}
