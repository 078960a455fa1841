/**
 * Who the events of command notify: everyone hears that it has moved; what is asked of a person, only that person
 * hears.
 */
import type { FloorEvent } from '../../shared/floor/words.ts';
import { trainedHere } from '../../shared/floor/questions.ts';
import { isResponder } from '../../shared/standing.ts';
import { asked, given, isHolder, nobody, POLITE, when, type Call, type Calls } from '../attention/calls.ts';

const COMMAND: Call = { sound: 'command', spoken: 'assertive', subject: 'command' };
const TOLD: Call = { spoken: 'assertive', subject: 'command' };

export const calls: Calls<FloorEvent> = {
  'floor.begun': nobody,
  'floor.confirmed': nobody,
  'floor.offered': ({ to }, { you }) => when(to === you, { ...COMMAND, passes: true }),
  'floor.passed': () => COMMAND,
  'floor.assumed': () => COMMAND,
  'floor.taken': () => COMMAND,
  'floor.ended': nobody,
  'floor.aloud-set': ({ to, aloud }, { you }) => when(aloud && to === you, POLITE),
  'floor.walked': nobody,
  'floor.declined': ({ from }, { you }) => when(from === you, COMMAND),
  'floor.extended': nobody,
  'floor.offer-lapsed': ({ from, to }, { you }) => when(from === you || to === you, COMMAND),
  'floor.offer-ended': ({ from, to }, { you }) => when(from === you || to === you, COMMAND),
  'floor.withdrawn': ({ to }, { you }) => when(to === you, TOLD),
  'floor.brief-added': (_, listener) =>
    when(isHolder(listener) || listener.room.floor.offer?.to === listener.you, POLITE),
  'floor.brief-edited': (_, { you, room }) => when(room.floor.offer?.to === you, POLITE),
  'floor.stood-relieved': nobody,
  'floor.requested': (_, listener) => when(isHolder(listener), asked('request')),
  'floor.request-answered': ({ by }, { you }) => when(by === you, TOLD),
  'floor.relief-asked': ({ by }, { you, room }) => {
    const trained = trainedHere(room);
    return when(
      by !== you && isResponder(room, you) && (trained.length === 0 || trained.includes(you)),
      given('relief'),
    );
  },
  'floor.relief-offered': (_, listener) => when(isHolder(listener), { ...given('relief'), spoken: 'assertive' }),
  'floor.challenged': (_, listener) => (isHolder(listener) ? asked('challenge') : POLITE),
  'floor.presented': nobody,
  'floor.proxy-named': ({ proxy }, { you }) => when(proxy === you, TOLD),
  'floor.proxy-ended': ({ holder, proxy }, { you }) => when(holder === you || proxy === you, POLITE),
};
