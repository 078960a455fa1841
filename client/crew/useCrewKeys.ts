/** What can be done about people and roles, for the palette: your own availability, your own roles, and an invite. */
import type { RoomCommand } from '../../shared/commands.ts';
import { seatName } from '../../shared/crew/sentences.ts';
import { isolated } from '../../shared/isolated.ts';
import type { Availability } from '../../shared/crew/words.ts';
import { useRoom, useSend, useView, useYou } from '../session/hooks.ts';
import { useKeys, type Key } from '../ui/keys.ts';
import { toast } from '../ui/toasts.ts';
import { boardOf, isMany } from './board.ts';
import { copyInvite } from './InviteLink.tsx';
import { useRoleKeys } from './useRoleKeys.ts';

const WORDS: Readonly<Record<Availability, string>> = { here: 'I’m here', away: 'I’m away', resting: 'I’m resting' };

export function useCrewKeys(): void {
  useRoleKeys();
  const id = useView((view) => view.id);
  const you = useYou();
  const said = useRoom((room) => room.crew.members[you]?.availability ?? null);
  const seats = useSeatActions();
  const press = usePress();
  const mine =
    said === null
      ? []
      : (Object.keys(WORDS) as Availability[])
          .filter((word) => word !== said)
          .map((availability) => press(WORDS[availability], { type: 'crew.set-availability', data: { availability } }));
  useKeys([
    { does: 'Copy an invite link to this room', also: 'add people responder', run: () => void copyInvite(id) },
    ...mine,
    ...seats,
  ]);
}

/** Roles you are asked to take, roles you have, roles that are vacant. Assigning is in useRoleKeys.ts. */
function useSeatActions(): readonly Key[] {
  const crew = useRoom((room) => room.crew);
  const holder = useRoom((room) => room.floor.holder);
  const you = useYou();
  const press = usePress();
  if (holder === null) return [];
  const area = crew.members[you]?.area ?? null;
  return boardOf(crew).flatMap(({ role }) => {
    const seat = crew.seats.find((each) => each.role === role && each.person === you);
    if (seat?.taken === true)
      return [press(`Step down as ${seatName(role)}`, { type: 'crew.release', data: { role } })];
    if (seat !== undefined) return [press(`Accept role: ${seatName(role)}`, { type: 'crew.accept', data: { role } })];
    // Of experts there may be many, each for an area.
    if (isMany(role))
      return holder === you || area === null
        ? []
        : [
            press(`Volunteer as ${seatName(role)} for ${isolated(area)}`, {
              type: 'crew.volunteer',
              data: { role, area },
            }),
          ];
    return holder === you || crew.seats.some((each) => each.role === role && each.taken)
      ? []
      : [press(`Volunteer as ${seatName(role)}`, { type: 'crew.volunteer', data: { role } })];
  });
}

/** An action that is one plain command. */
function usePress(): (does: string, command: RoomCommand) => Key {
  const send = useSend();
  return (does, command) => ({
    does,
    command,
    run: () =>
      void send(command.type, command.data).then(
        (answer) => answer.ok || toast({ tone: 'refused', text: answer.message }),
      ),
  });
}
