/** Whether you may end this other person's access to the whole workspace, by the workspace's own rule. */
import { mayManagePeople } from '../../shared/workspace/people.ts';
import { useView } from '../session/hooks.ts';

export const useAdministers = (person: string): boolean =>
  useView(({ you }) => you !== null && you.id !== person && mayManagePeople(you));
