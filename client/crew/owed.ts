/** What is owed about roles: an answer by the person who is asked to take one, and by the commander to volunteers. */
import { seatName } from '../../shared/crew/sentences.ts';
import type { RoomState } from '../../shared/room.ts';
import { nameOf, type Owed, type Owes } from '../attention/owed.ts';

export const owed: Owes = (room, you) => [
  ...offeredRoles(room, you),
  ...(room.floor.holder === you ? volunteers(room) : []),
];

const offeredRoles = ({ crew }: RoomState, you: string): readonly Owed[] =>
  crew.seats
    .filter((seat) => seat.person === you && !seat.taken)
    .map(({ role, at }) => ({
      id: `seat.${role}.${at}`,
      pressure: 'arranging',
      words: [`You are asked to be ${seatName(role)}, `, { since: at }, ' ago'],
      press: { verb: 'Accept', command: { type: 'crew.accept', data: { role } } },
    }));

const volunteers = (room: RoomState): readonly Owed[] =>
  room.crew.volunteers.map(({ role, person, at }) => ({
    id: `volunteer.${role}.${person}.${at}`,
    pressure: 'arranging',
    words: [`${nameOf(room, person)} volunteered as ${seatName(role)}, `, { since: at }, ' ago'],
    press: { verb: 'Assign', command: { type: 'crew.assign', data: { role, person } } },
  }));
