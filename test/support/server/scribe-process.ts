/**
 * A server as a process of its own, so that a test can kill it. Prints its address and runs until it is ended.
 * Arguments: Redis's address, the prefix.
 */
import { Station } from './scribe-server.ts';

const [url = '', prefix = ''] = process.argv.slice(2);
const station = await Station.open({ url }, prefix);
process.stdout.write(`${station.url}\n`);
