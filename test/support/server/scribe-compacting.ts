/**
 * A process that compacts a document and pauses after some of the steps, printing "there", so that a test can kill it
 * at that point. Arguments: Redis's port, the prefix, how many steps.
 */
import { Redis } from 'ioredis';
import { STEPS } from '../../../server/scribe/store/keeper.ts';
import { ScribeWorker } from '../../../server/scribe/worker/worker-client.ts';
import { Shelf } from './scribe-typed.ts';

const [port = '', prefix = '', most = ''] = process.argv.slice(2);
const shelf = new Shelf({ redis: { client: () => new Redis(Number(port)) }, prefix, worker: new ScribeWorker() });
const stopsHere = async (): Promise<void> => {
  process.stdout.write('there\n');
  await new Promise(() => undefined);
};
await shelf.keeper([...STEPS.slice(0, Number(most)), stopsHere]).close(await shelf.document());
