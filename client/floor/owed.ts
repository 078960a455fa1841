/** What is owed about command: an answer by the person it is offered to, and answers by the commander. */
import type { RoomState } from '../../shared/room.ts';
import { trainedHere } from '../../shared/floor/questions.ts';
import { leftOf } from '../../shared/floor/walk.ts';
import { isResponder } from '../../shared/standing.ts';
import { nameOf, type Owed, type Owes } from '../attention/owed.ts';
import { floorDialog } from './screen.ts';

export const owed: Owes = (room, you, now) => [
  ...offer(room, you),
  ...(room.floor.holder === you
    ? [...challenge(room), ...confirmation(room), ...requests(room), ...walk(room, now)]
    : relief(room, you)),
];

function offer(room: RoomState, you: string): readonly Owed[] {
  const open = room.floor.offer;
  if (open?.to !== you) return [];
  return [
    {
      id: `offer.${open.id}`,
      pressure: 'command',
      urgent: true,
      carded: true,
      words: [`${nameOf(room, open.from)} offered you command, `, { until: open.expiresAt }, ' left'],
      press: { verb: 'Read and answer', opens: () => floorDialog.open({ open: 'receive' }) },
    },
  ];
}

function challenge(room: RoomState): readonly Owed[] {
  const open = room.floor.challenge;
  if (open === null) return [];
  return [
    {
      id: `challenge.${open.id}`,
      pressure: 'command',
      urgent: true,
      carded: true,
      words: [`${nameOf(room, open.by)} asks: is there a commander? `, { until: open.answerBy, past: 'overdue ' }],
      press: { verb: 'I’m here', command: { type: 'floor.present', data: {} } },
    },
  ];
}

function confirmation({ floor }: RoomState): readonly Owed[] {
  if (!floor.provisional) return [];
  return [
    {
      id: `confirm.${floor.epoch}`,
      pressure: 'command',
      carded: true,
      words: ['Confirm that you are in command'],
      press: { verb: 'I have command', command: { type: 'floor.confirm', data: {} } },
    },
  ];
}

function walk(room: RoomState, now: number): readonly Owed[] {
  const { walk: left, epoch } = room.floor;
  const { others, own } = leftOf(room);
  if (left === null || now >= Date.parse(left.until) || others.length + own.length === 0) return [];
  return [
    {
      id: `walk.${epoch}`,
      pressure: 'soon',
      carded: true,
      words: ['Review the tasks left by the short handoff, ', { until: left.until }, ' left'],
      press: { verb: 'Review', opens: () => floorDialog.open({ open: 'walk' }) },
    },
  ];
}

const requests = (room: RoomState): readonly Owed[] =>
  room.floor.requests.map(({ id, by, at }) => ({
    id: `request.${id}`,
    pressure: 'led',
    carded: true,
    words: [`${nameOf(room, by)} offered to take command `, { ago: at }],
    press: { verb: 'Answer', opens: 'now' },
  }));

function relief(room: RoomState, you: string): readonly Owed[] {
  const { holder, relief: asked } = room.floor;
  if (holder === null || asked === null || asked.offeredBy.includes(you) || !isResponder(room, you)) return [];
  const trained = trainedHere(room);
  if (trained.length > 0 && !trained.includes(you)) return [];
  return [
    {
      id: `relief.${asked.at}`,
      pressure: 'anyone',
      carded: true,
      words: [`${nameOf(room, holder)} asks to be relieved of command`],
      press: { verb: 'I can', command: { type: 'floor.offer-relief', data: {} } },
    },
  ];
}
