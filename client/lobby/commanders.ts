/** What the commanders of the rooms in a list are called: people of one name are told apart. Pure. */
import { calledIn } from '../../shared/called.ts';
import type { ListedCard } from '../../shared/card.ts';
import { isolated } from '../../shared/isolated.ts';

export function commandersOf(cards: readonly ListedCard[]): (person: string) => string {
  const members = cards.flatMap(({ commander }) =>
    commander === null
      ? []
      : [[commander.id, { name: commander.name, area: commander.area ?? null, joinedAt: commander.since }] as const],
  );
  const called = calledIn(Object.fromEntries(members));
  return (person) => isolated(called(person));
}
