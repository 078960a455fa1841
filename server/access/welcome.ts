/**
 * The welcome link: as long as there is no administrator, every start prints one. The first person who opens it becomes
 * the administrator; from then on all of these links are void, whoever may have read them in a log.
 */
import type { Invites } from './invites.ts';
import type { People } from './people.ts';

export async function welcomeLink(people: People, invites: Invites, address: string): Promise<string | null> {
  return (await people.hasAdministrator()) ? null : `${address}/welcome/${await invites.welcome(true)}`;
}
