/** What is promised about the document's server beside its peers, as ratios of medians. */
import { claim, type Claim } from '../common/report.ts';

const MOST = 'most deliveries/s with p99 under 100 ms';

export const CLAIMS: readonly Claim[] = [
  claim(MOST, ['watchfloor', 'y-websocket'], ['at least', 8]),
  claim(MOST, ['watchfloor x2', 'hocuspocus-4-redis x2'], ['at least', 1]),
  claim('CPU s per 100k at the most', ['watchfloor x2', 'hocuspocus-4-redis x2'], ['at most', 0.5]),
  claim('CPU s per 100k at 20 k/s', ['watchfloor', 'y-redis'], ['at most', 0.9]),
  claim('CPU s per 100k at 20 k/s', ['watchfloor x2', 'hocuspocus-4-redis x2'], ['at most', 0.8]),
  claim('p99 ms at 20 k/s', ['watchfloor', 'y-redis'], ['at most', 1]),
  claim('p99 ms at 20 k/s', ['watchfloor x2', 'hocuspocus-4-redis x2'], ['at most', 1]),
  claim('join, ms', ['watchfloor', 'y-websocket'], ['at most', 0.35]),
  claim('50 joins at once, ms', ['watchfloor', 'y-websocket'], ['at most', 0.4]),
  claim('first join after a restart, ms', ['watchfloor', 'y-redis'], ['at most', 0.2]),
  claim('memory of an idle connection, KB', ['watchfloor', 'hocuspocus-4'], ['at most', 0.5]),
  claim('memory of an open document, KB', ['watchfloor', 'hocuspocus-4'], ['at most', 0.5]),
  claim('longest block of the main thread, ms', ['watchfloor', null], ['at most', 25]),
  claim('seek to any moment, p99 ms', ['watchfloor', null], ['at most', 50]),
  claim('stored, times the raw updates', ['watchfloor', null], ['at most', 3]),
];
