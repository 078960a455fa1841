/** What is promised about the room engine beside plain Socket.IO, as ratios of medians. */
import { claim, type Claim } from '../common/report.ts';

const MOST = 'most deliveries/s with p99 under 100 ms';
const STEADY = 'CPU s per 100k at 5 k/s, 200 in a room';

export const CLAIMS: readonly Claim[] = [
  claim(STEADY, ['watchfloor', 'socket.io'], ['at most', 1]),
  claim(STEADY, ['watchfloor x2', 'socket.io x2'], ['at most', 1.1]),
  claim('answered, p50 ms, 200 in a room', ['watchfloor', 'socket.io'], ['at most', 0.6]),
  claim(`${MOST}, 200 in a room`, ['watchfloor x2', 'socket.io x2'], ['at least', 10]),
  claim(`${MOST}, 20 rooms of 50`, ['watchfloor x2', 'socket.io x2'], ['at least', 4]),
  claim(`${MOST}, 1,000 in a room`, ['watchfloor x2', 'socket.io x2'], ['at least', 8]),
  claim('1,000 returning at once, people/s', ['watchfloor x2', 'socket.io x2'], ['at least', 1]),
  claim('1,000 arriving, people/s', ['watchfloor x2', 'socket.io x2'], ['at least', 0.8]),
  claim('200 idle people, % of a core', ['watchfloor', null], ['at most', 1]),
  claim('heap of an idle connection, KB', ['watchfloor', 'socket.io'], ['at most', 1.2]),
];
