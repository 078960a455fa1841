/** First names, for where there is little room; whoever shares theirs keeps the whole name. */
import { calledIn } from '../../shared/called.ts';
import type { CrewState } from '../../shared/crew/words.ts';
import { isolated } from '../../shared/isolated.ts';

const firstOf = (name: string): string => name.trim().split(/\s+/u)[0] ?? name;

export function shortNamesIn(members: CrewState['members']): (person: string) => string {
  const firsts = Object.values(members).map(({ name }) => firstOf(name));
  return (person) => {
    const first = firstOf(members[person]?.name ?? '');
    const isAlone = firsts.filter((each) => each === first).length === 1;
    return isolated(isAlone ? first : calledIn(members)(person));
  };
}
