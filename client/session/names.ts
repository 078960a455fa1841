/** What people are called on the screen: told apart, and isolated, so that they can stand in any sentence. */
import { calledIn } from '../../shared/called.ts';
import type { CrewState } from '../../shared/crew/words.ts';
import { isolated } from '../../shared/isolated.ts';

export const namesIn =
  (members: CrewState['members']): ((person: string) => string) =>
  (person) =>
    isolated(calledIn(members)(person));
