/** Who the events of decisions notify: a proposal is spoken to those who may object, and sounds for the commander. */
import type { DecisionsEvent } from '../../shared/decisions/words.ts';
import { isResponder } from '../../shared/standing.ts';
import {
  asked,
  everybody,
  given,
  isHolder,
  nobody,
  POLITE,
  when,
  type Call,
  type Calls,
  type Listener,
} from '../attention/calls.ts';

export const calls: Calls<DecisionsEvent> = {
  'decisions.proposed': ({ stations }, { you, room }) => {
    if (stations === undefined) return mayObject(you, room);
    return stations.some(({ person }) => person === you) ? asked('decision') : when(isResponder(room, you), POLITE);
  },
  'decisions.objected': (_, listener) => when(isHolder(listener), given('decision')),
  'decisions.heard': nobody,
  'decisions.answered': ({ go }, listener) => when(!go && isHolder(listener), given('decision')),
  'decisions.window-closed': ({ to }, { you }) => when(to.includes(you), given('decision')),
  'decisions.proceeded': everybody,
  'decisions.decided': everybody,
  'decisions.amended': (_, { you, room }) => mayObject(you, room),
  'decisions.dropped': everybody,
  'decisions.left': nobody,
};

const mayObject = (you: string, room: Listener['room']): Call | null =>
  when(isResponder(room, you), { ...POLITE, waits: true });
