/**
 * What each person of a room is called, in every list and every sentence: their name; where several have the same one,
 * with their area, or else with a number in the order in which they joined.
 */
import type { Member } from './crew/words.ts';

type Members = Readonly<Record<string, Pick<Member, 'name' | 'area' | 'joinedAt'>>>;

/** For each state of the people once: every line of the screen asks. */
const known = new WeakMap<Members, ReadonlyMap<string, string>>();

/** Someone who never joined is called by their id. */
export function calledIn(members: Members): (person: string) => string {
  const names = known.get(members) ?? namesOf(members);
  known.set(members, names);
  return (person) => names.get(person) ?? person;
}

function namesOf(members: Members): ReadonlyMap<string, string> {
  const namesakes = new Map<string, string[]>();
  for (const [person, { name }] of Object.entries(members)) {
    const alike = namesakes.get(name);
    if (alike === undefined) namesakes.set(name, [person]);
    else alike.push(person);
  }
  // Most names are borne once; to sort a thousand people and look at their areas would take most of the time.
  const names = new Map<string, string>();
  for (const [name, alike] of namesakes) {
    const [first = ''] = alike;
    if (alike.length === 1) names.set(first, name);
    else for (const [person, told] of toldApart(members, alike, namesakes)) names.set(person, told);
  }
  return names;
}

function toldApart(
  members: Members,
  alike: readonly string[],
  names: ReadonlyMap<string, unknown>,
): ReadonlyArray<readonly [string, string]> {
  // Instants and ids compare as texts.
  const joined = alike
    .map((person) => ({ person, ...(members[person] as Members[string]) }))
    .toSorted((one, other) =>
      one.joinedAt === other.joinedAt ? (one.person < other.person ? -1 : 1) : one.joinedAt < other.joinedAt ? -1 : 1,
    );
  return joined.map((each, at) => {
    const isAlone = joined.filter(({ area }) => area === each.area).length === 1;
    const isTold = each.area !== null && isAlone && !names.has(withArea(each));
    return [each.person, isTold ? withArea(each) : `${each.name} (${at + 1})`];
  });
}

const withArea = ({ name, area }: Members[string]): string => (area === null ? name : `${name} (${area})`);
