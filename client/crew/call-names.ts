/** What to call each person where they must not be taken for somebody else: two of one name get their area or id added. */
import type { Member } from '../../shared/crew/words.ts';

type Named = Pick<Member, 'name' | 'area'>;

export function callNames(members: Readonly<Record<string, Named>>): (person: string) => string {
  const count = new Map<string, number>();
  const add = (words: string): void => void count.set(words, (count.get(words) ?? 0) + 1);
  const withArea = ({ name, area }: Named): string => (area === null ? name : `${name} (${area})`);
  for (const member of Object.values(members)) {
    add(`name ${member.name}`);
    add(`area ${withArea(member)}`);
  }
  return (person) => {
    const member = members[person];
    if (member === undefined) return person;
    if (count.get(`name ${member.name}`) === 1) return member.name;
    const telling = withArea(member);
    return telling !== member.name && count.get(`area ${telling}`) === 1 ? telling : `${member.name} (${person})`;
  };
}
