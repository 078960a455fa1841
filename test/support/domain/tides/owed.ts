/** What is owed about the tides: while there is a warning, the commander looks at the plan again. */
import type { Owes } from '../../../../client/attention/owed.ts';
import type { RoomState } from '../../../../shared/room.ts';
import type { TidesState } from './words.ts';

export const owed: Owes<RoomState & { readonly tides: TidesState }> = ({ tides: { warning }, floor }, you) =>
  warning === null || floor.holder !== you
    ? []
    : [
        {
          id: `tides.${warning.until}`,
          pressure: 'stuck',
          words: [`${warning.text}, for `, { until: warning.until }],
          press: { verb: 'Check the plan', opens: 'now' },
        },
      ];
