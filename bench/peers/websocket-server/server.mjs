// @ts-nocheck its packages are only installed where the bench runs
/**
 * The peer `@y/websocket-server`, as its own start program sets it up; with REDIS_PORT set also with `y-redis`, which
 * keeps every update in a Redis list and tells other servers by pub/sub.
 *
 * `y-redis` is the npm package of that name (1.0.3), the persistence made for this server. Its repository has another
 * program today (`@y/redis`), which is not on the registry and needs a C++ server that npm cannot install.
 */
import http from 'node:http';
import { setPersistence, setupWSConnection } from '@y/websocket-server/utils';
import { WebSocketServer } from 'ws';

const { PORT, REDIS_PORT } = process.env;

if (REDIS_PORT) {
  const { RedisPersistence } = await import('y-redis');
  const redis = new RedisPersistence({ redisOpts: { host: '127.0.0.1', port: Number(REDIS_PORT) } });
  setPersistence({
    provider: redis,
    bindState: (name, doc) => redis.bindState(name, doc),
    writeState: async (name) => redis.closeDoc(name),
  });
}

const server = http.createServer((_request, response) => response.end('okay'));
const sockets = new WebSocketServer({ noServer: true });
sockets.on('connection', setupWSConnection);
server.on('upgrade', (request, socket, head) =>
  sockets.handleUpgrade(request, socket, head, (each) => sockets.emit('connection', each, request)),
);
server.listen(Number(PORT), '127.0.0.1');
