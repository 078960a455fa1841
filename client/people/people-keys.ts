/** The ways to this page, for the palettes of the lobby and of a room. */
import type { Me } from '../session/me.ts';
import type { Key } from '../ui/keys.ts';

export const peopleKeys = (who: Me | null | undefined, go: (path: string) => void): readonly Key[] =>
  who == null
    ? []
    : [
        {
          does: 'My account',
          also: 'name area devices sessions tokens profile settings',
          run: () => go(`/people/${who.id}`),
        },
        ...(who.administrator
          ? [{ does: 'People', also: 'administration members deactivate rename invite', run: () => go('/people') }]
          : []),
      ];
