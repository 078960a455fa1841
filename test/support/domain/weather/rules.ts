/**
 * The rules of the weather: the commander warns, a responder clears the warning, it passes by itself and ends with the
 * incident.
 */
import { accept, foldBy, refuse, type Rules } from '../../../../shared/decider.ts';
import type { SeesStanding } from '../../../../shared/standing.ts';
import type { WeatherCommand, WeatherEvent, WeatherState } from './words.ts';

interface Sees extends SeesStanding {
  readonly weather: WeatherState;
}

export const rules: Rules<WeatherState, WeatherCommand, WeatherEvent, Sees> = {
  initial: { warning: null },
  authority: { 'weather.warn': { who: 'floor' }, 'weather.clear': { who: 'responder' } },
  decide(room, command, { actor }) {
    if (command.type === 'weather.warn')
      return accept({ type: 'weather.warned', data: { ...command.data, by: actor.id } });
    return room.weather.warning === null
      ? refuse('weather.no-warning')
      : accept({ type: 'weather.cleared', data: { cause: 'asked' } });
  },
  evolve: foldBy<WeatherState, WeatherEvent>({
    'weather.warned': (_state, { text, until }) => ({ warning: { text, until } }),
    'weather.passed': () => ({ warning: null }),
    'weather.cleared': () => ({ warning: null }),
  }),
  due: (room) => room.weather.warning?.until ?? null,
  settle: ({ weather: { warning } }) =>
    warning === null ? [] : [{ type: 'weather.passed', data: { text: warning.text } }],
  follow: (room, event) =>
    event.type === 'incident.closed' && room.weather.warning !== null
      ? [{ type: 'weather.cleared', data: { cause: 'closed' } }]
      : [],
};
