// @ts-nocheck its packages are only installed where the bench runs
/**
 * The peer Hocuspocus 4 as its documentation starts it: nothing stored; with REDIS_PORT set also with its Redis
 * extension, which is how several of its servers share a document.
 */
import { Redis } from '@hocuspocus/extension-redis';
import { Server } from '@hocuspocus/server';

const { PORT, REDIS_PORT } = process.env;
const extensions = REDIS_PORT ? [new Redis({ host: '127.0.0.1', port: Number(REDIS_PORT) })] : [];

await new Server({ port: Number(PORT), address: '127.0.0.1', quiet: true, extensions }).listen();
