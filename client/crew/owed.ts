/** What is owed about roles: an answer by the person who is asked to take one, and by the commander to volunteers. */
import { SEAT_CARDS } from '../../shared/crew/cards.ts';
import { seatName } from '../../shared/crew/sentences.ts';
import type { RoomState } from '../../shared/room.ts';
import { nameOf, type Owed, type Owes } from '../attention/owed.ts';

export const owed: Owes = (room, you) => [
  ...offeredRoles(room, you),
  ...(room.floor.holder === you ? volunteers(room) : []),
];

/** Who asks, and what it is about in one line: asked at 3 a.m., one decides by that and not by the name of a role. */
const offeredRoles = (room: RoomState, you: string): readonly Owed[] =>
  room.crew.seats
    .filter((seat) => seat.person === you && !seat.taken)
    .map(({ role, at, by }) => ({
      id: `seat.${role}.${at}`,
      pressure: 'arranging',
      words: [
        `${by === null ? 'You are asked' : `${nameOf(room, by)} asks you`} to be ${seatName(role)}, `,
        { ago: at },
        `. ${meaningOf(room, role)}`,
      ],
      press: {
        verb: 'Accept',
        command: { type: 'crew.accept', data: { role } },
        or: [{ verb: 'Decline', command: { type: 'crew.decline', data: { role } } }],
      },
    }));

/** The first line of the role's card; of a role that this room added, what was written for it. */
const meaningOf = ({ crew }: RoomState, role: string): string =>
  SEAT_CARDS[role]?.you[0] ?? crew.roles.find((each) => each.role === role)?.card ?? '';

const volunteers = (room: RoomState): readonly Owed[] =>
  room.crew.volunteers.map(({ role, person, at }) => ({
    id: `volunteer.${role}.${person}.${at}`,
    pressure: 'arranging',
    words: [`${nameOf(room, person)} volunteered as ${seatName(role)}, `, { ago: at }],
    press: { verb: 'Assign', command: { type: 'crew.assign', data: { role, person } } },
  }));
