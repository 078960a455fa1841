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
  // Instants and ids compare as texts; a comparison by language would take most of the time that a thousand people take.
  const joined = Object.entries(members).toSorted(([one, { joinedAt: a }], [other, { joinedAt: b }]) =>
    a === b ? (one < other ? -1 : 1) : a < b ? -1 : 1,
  );
  const alike = new Map<string, string[]>();
  for (const [person, member] of joined)
    for (const words of new Set([`name ${member.name}`, `area ${withArea(member)}`]))
      alike.set(words, [...(alike.get(words) ?? []), person]);
  return new Map(
    joined.map(([person, member]) => {
      const same = alike.get(`name ${member.name}`) ?? [];
      if (same.length === 1) return [person, member.name];
      const isTold = member.area !== null && alike.get(`area ${withArea(member)}`)?.length === 1;
      return [person, isTold ? withArea(member) : `${member.name} (${same.indexOf(person) + 1})`];
    }),
  );
}

const withArea = ({ name, area }: Members[string]): string => (area === null ? name : `${name} (${area})`);
