/**
 * The people `@` offers: those of this room, people who are here now first, each with their role. Names and roles are
 * what the room knows.
 */
import type { Editor, Range } from '@tiptap/core';
import { calledIn } from '../../../shared/called.ts';
import type { RoomState } from '../../../shared/room.ts';
import { caretRole } from '../../../shared/scribe/rules.ts';
import type { RoomView } from '../../session/room-store.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { score } from '../../ui/fuzzy.ts';
import type { Choice } from './choosing.ts';

const MOST = 8;

export interface PersonNamed {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly isHere: boolean;
}

/** Best first: by the letters typed, then who is here, then by name. */
export function peopleFor(
  query: string,
  { room, people }: { readonly room: Pick<RoomState, 'crew' | 'floor'>; readonly people: RoomView['people'] },
): readonly PersonNamed[] {
  const called = calledIn(room.crew.members);
  const named = Object.entries(room.crew.members).flatMap(([id, { removedAt }]) => {
    const name = called(id);
    const role = caretRole(room, id);
    const points = query === '' ? 0 : score(`${name} ${role}`, query);
    return removedAt !== null || points === null
      ? []
      : [{ points, person: { id, name, role, isHere: people[id]?.connected === true } }];
  });
  named.sort(
    (one, other) =>
      other.points - one.points ||
      Number(other.person.isHere) - Number(one.person.isHere) ||
      one.person.name.localeCompare(other.person.name),
  );
  return named.slice(0, MOST).map(({ person }) => person);
}

export function mentions(found: readonly PersonNamed[], range: Range, editor: Editor): readonly Choice[] {
  return found.map(({ id, name, role, isHere }) => ({
    title: name,
    note: [role, isHere ? '' : 'not here'].filter((word) => word !== '').join(', '),
    mark: <Avatar name={name} size="small" attendance={isHere ? 'here' : 'gone'} />,
    run: () =>
      void editor
        .chain()
        .focus()
        .insertContentAt(range, [
          { type: 'mention', attrs: { id, label: name } },
          { type: 'text', text: ' ' },
        ])
        .run(),
  }));
}
