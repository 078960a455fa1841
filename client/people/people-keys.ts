/** The ways to this page and to what else administrators set, for the palette. */
import type { Me } from '../session/me.ts';
import type { Key } from '../ui/keys.ts';

export const peopleKeys = (who: Me, go: (path: string) => void): readonly Key[] => [
  {
    does: 'My account',
    also: 'name area devices sessions tokens profile settings theme',
    run: () => go(`/people/${who.id}`),
  },
  ...(who.administrator
    ? [
        { does: 'People', also: 'administration members deactivate rename invite', run: () => go('/people') },
        {
          does: 'Policy for new rooms',
          also: 'settings times first commander trained administration',
          run: () => go('/settings/policy'),
        },
      ]
    : []),
];
