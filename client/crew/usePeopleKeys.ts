/** What can be done about each person, for the palette: found by their name, with the domain's reason where it may not be. */
import type { Member } from '../../shared/crew/words.ts';
import { mayManagePeople } from '../../shared/workspace/people.ts';
import { useNames, useRoom, useView, useYou } from '../session/hooks.ts';
import { useKeys, type Key } from '../ui/keys.ts';
import { crewDialog } from './screen.ts';
import { useAdmit } from './useMembership.ts';

export function usePeopleKeys(): void {
  const members = useRoom((room) => room.crew.members);
  const you = useYou();
  const admit = useAdmit();
  const called = useNames();
  const manages = useView((view) => view.you !== null && mayManagePeople(view.you));
  const keysOf = (person: string, { as, removedAt }: Member): readonly Key[] => {
    const before = removedAt === null ? as : null;
    const name = called(person);
    const admits = (does: string, also: string, to: 'responder' | 'observer'): Key => ({
      does,
      also,
      onlySought: true,
      command: { type: 'crew.admit', data: { person, as: to } },
      run: () => void admit(person, to, before),
    });
    return [
      ...(before === 'responder' ? [] : [admits(`Admit ${name}`, 'responder let in member', 'responder')]),
      ...(before === null || before === 'observer'
        ? []
        : [admits(`Make ${name} an observer`, 'read only member', 'observer')]),
      ...(before === null ? [] : endings(person, name, manages)),
    ];
  };
  useKeys(Object.entries(members).flatMap(([person, member]) => (person === you ? [] : keysOf(person, member))));
}

/** What ends their part here, each in a window that says what it ends. */
function endings(person: string, name: string, manages: boolean): readonly Key[] {
  const remove: Key = {
    does: `Remove ${name}`,
    also: 'from the room kick out member',
    onlySought: true,
    command: { type: 'crew.remove', data: { person, why: '-' } },
    run: () => crewDialog.open({ open: 'remove', person }),
  };
  const deactivate: Key = {
    does: `Deactivate ${name}`,
    also: 'sign out everywhere end access account',
    onlySought: true,
    run: () => crewDialog.open({ open: 'deactivate', person }),
  };
  return manages ? [remove, deactivate] : [remove];
}
