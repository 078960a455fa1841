/**
 * People of the workspace who have the same name, told apart: by their area where only one of them has it, else by their
 * email where it is shown, else by a number in the order in which they joined. In a room called.ts does this.
 */
import type { Person } from './words.ts';

type Alike = Pick<Person, 'id' | 'name' | 'area' | 'email'> & { readonly active?: boolean };

/** What each person is called. `people`: as they joined. Those who are not active keep their plain name. */
export function calledApart(people: readonly Alike[]): ReadonlyMap<string, string> {
  const groups = new Map<string, Alike[]>();
  for (const each of people)
    if (each.active !== false) groups.set(key(each.name), [...(groups.get(key(each.name)) ?? []), each]);
  return new Map(
    people.map((each) => {
      const alike = each.active === false ? [] : (groups.get(key(each.name)) ?? []);
      return [each.id, alike.length < 2 ? each.name : `${each.name} (${markOf(each, alike)})`];
    }),
  );
}

function markOf(person: Alike, alike: readonly Alike[]): string {
  const { area, email } = person;
  const isTold =
    area !== null && alike.filter((other) => other.area !== null && key(other.area) === key(area)).length === 1;
  return isTold ? area : (email ?? String(alike.indexOf(person) + 1));
}

/** Capitals and the number of spaces tell no one apart. */
const key = (words: string): string => words.toLowerCase().replace(/\s+/g, ' ');
