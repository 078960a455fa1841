/** A request whose body is sent later than its head. */
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { call, type ServerProcess } from './server-process.ts';

/**
 * Sends the head of a request, and asks once more to be sure that it was read. Returns how to send the body, and the
 * answer.
 */
export async function beginsToSend(
  server: ServerProcess,
  path: string,
  token: string,
): Promise<(body: string) => Promise<number>> {
  const sending = request(server.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'transfer-encoding': 'chunked', expect: '100-continue' },
  });
  const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
  sending.flushHeaders();
  await once(sending, 'continue');
  await call(server, 'GET', '/api/me', { token });
  return async (body) => {
    sending.end(body);
    return (await answered)[0].statusCode ?? 0;
  };
}
