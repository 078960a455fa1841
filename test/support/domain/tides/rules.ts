/**
 * The rules of the tides: the commander warns, a responder clears the warning, it passes by itself and ends with the
 * incident.
 */
import { accept, foldBy, refuse, type Rules } from '../../../../shared/decider.ts';
import type { SeesStanding } from '../../../../shared/standing.ts';
import type { TidesCommand, TidesEvent, TidesState } from './words.ts';

interface Sees extends SeesStanding {
  readonly tides: TidesState;
}

export const rules: Rules<TidesState, TidesCommand, TidesEvent, Sees> = {
  initial: { warning: null },
  authority: { 'tides.warn': { who: 'floor' }, 'tides.clear': { who: 'responder' } },
  decide(room, command, { actor }) {
    if (command.type === 'tides.warn') return accept({ type: 'tides.warned', data: { ...command.data, by: actor.id } });
    return room.tides.warning === null
      ? refuse('tides.no-warning')
      : accept({ type: 'tides.cleared', data: { cause: 'asked' } });
  },
  evolve: foldBy<TidesState, TidesEvent>({
    'tides.warned': (_state, { text, until }) => ({ warning: { text, until } }),
    'tides.passed': () => ({ warning: null }),
    'tides.cleared': () => ({ warning: null }),
  }),
  due: (room) => room.tides.warning?.until ?? null,
  settle: ({ tides: { warning } }) =>
    warning === null ? [] : [{ type: 'tides.passed', data: { text: warning.text } }],
  follow: (room, event) =>
    event.type === 'incident.closed' && room.tides.warning !== null
      ? [{ type: 'tides.cleared', data: { cause: 'closed' } }]
      : [],
};
