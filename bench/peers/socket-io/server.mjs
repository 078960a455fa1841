// @ts-nocheck its packages are only installed where the bench runs
/**
 * The peer: plain Socket.IO, as its documentation starts it; with REDIS_PORT set also with its Redis adapter. It keeps
 * nothing: what someone says is told to everyone in the room and forgotten.
 */
import http from 'node:http';
import { Server } from 'socket.io';

const { PORT, REDIS_PORT } = process.env;

const server = http.createServer((_request, response) => response.end('okay'));
const io = new Server(server, { transports: ['websocket'] });

if (REDIS_PORT) {
  const { createAdapter } = await import('@socket.io/redis-adapter');
  const { Redis } = await import('ioredis');
  const redis = new Redis(Number(REDIS_PORT), '127.0.0.1');
  io.adapter(createAdapter(redis, redis.duplicate()));
}

io.on('connection', (socket) => {
  socket.on('enter', ({ room }, answer) => {
    void socket.join(room);
    answer({ ok: true });
  });
  socket.on('command', (command, answer) => {
    io.to(command.room).emit('commits', { room: command.room, commits: [command] });
    answer({ ok: true });
  });
});

server.listen(Number(PORT), '127.0.0.1');
