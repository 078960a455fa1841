/**
 * Who gets into the scribe document, who writes in it, and whose carets are seen.
 */
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { awarenessFrame } from '../server/scribe/scribe-frames.ts';
import { DOCUMENT_SCHEMA } from '../shared/scribe/words.ts';
import { bare, type Writer } from './scribe-house.ts';
import { closeCode, ROOM, sceneForEach } from './scribe-scene.ts';
import { until } from './stage.ts';

const scene = sceneForEach();

describe('who gets in', () => {
  it('SC9 close codes say why: 4401 no session, 4403 not yours, 4404 no such room, 4409 other schema, 4501 ticket over', async () => {
    (await scene.socketTo(scene.north, scene.ana)).close();
    await until(
      'ana is in the crew',
      async () => (await scene.state(scene.north))?.crew.members[scene.ana.id] !== undefined,
    );
    await scene.north.says(ROOM, scene.priya, {
      type: 'crew.remove',
      data: { person: scene.ana.id, why: 'wrong room' },
    });
    expect(await closeCode(await scene.socketTo(scene.north))).toBe(4401);
    expect(await closeCode(await scene.socketTo(scene.south, scene.ana))).toBe(4403);
    expect(await closeCode(await bare(`${scene.north.url}/inc-404`, scene.priya))).toBe(4404);
    expect(await closeCode(await scene.socketTo(scene.north, scene.priya, '?schema=999'))).toBe(4409);
    const caller = await scene.north.admission.byToken(scene.priya.token);
    const ticket =
      caller?.kind === 'token' ? await scene.north.admission.makeTicket({ ...caller, kind: 'token' }, ROOM) : '';
    const first = await scene.socketTo(scene.south, undefined, `?schema=${DOCUMENT_SCHEMA}&ticket=${ticket}`);
    expect(await closeCode(await scene.socketTo(scene.north, undefined, `?ticket=${ticket}`))).toBe(4501);
    expect(first.readyState).toBe(WebSocket.OPEN);
    first.close();
  });

  it('SC10 the first opened document brings a person into the crew; a read-only token never does', async () => {
    const bot = await scene.north.guest('Bot', { scopes: ['read'] });
    const bots = await scene.socketTo(scene.north, bot);
    const bobs = scene.writer(scene.north, scene.bob);
    await bobs.synced;
    bobs.text.insert(0, 'hello');
    await until('bob writes', async () => (await scene.readBy(scene.south)) === 'hello');
    await until('the bot reads', () => bots.heard.some((frame) => Buffer.from(frame).includes('hello')));
    const members = (await scene.state(scene.south))?.crew.members ?? {};
    expect(members[scene.bob.id]?.as).toBe('responder');
    expect(members[bot.id]).toBeUndefined();
    bots.close();
  });

  it('SC11 an observer reads and follows, their writes are dropped, and the third ends the connection', async () => {
    const sam = await scene.north.guest('Sam O', { observer: true });
    const [sams, priyas] = [scene.writer(scene.north, sam), scene.writer(scene.south)];
    await Promise.all([sams.synced, priyas.synced]);
    priyas.text.insert(0, 'read this');
    await until('the observer reads', () => sams.text.toJSON() === 'read this');
    const { closed } = sams;
    for (const word of ['let ', 'me ', 'write ']) sams.text.insert(0, word);
    expect(await closed).toBe(4400);
    expect(await scene.readBy(scene.north)).toBe('read this');
  });

  it('SC12 whoever becomes an observer writes no more, and whoever is removed is let go, from that commit on', async () => {
    const [bobs, anas] = [scene.writer(scene.north, scene.bob), scene.writer(scene.north, scene.ana)];
    await Promise.all([bobs.synced, anas.synced]);
    const { closed } = anas;
    await scene.south.says(ROOM, scene.priya, { type: 'crew.admit', data: { person: scene.bob.id, as: 'observer' } });
    await scene.south.says(ROOM, scene.priya, {
      type: 'crew.remove',
      data: { person: scene.ana.id, why: 'wrong room' },
    });
    expect(await closed).toBe(4403);
    bobs.text.insert(0, 'too late');
    const priyas = scene.writer(scene.south);
    await priyas.synced;
    priyas.text.insert(0, 'after');
    await until('only what may stands', async () => (await scene.readBy(scene.south, scene.priya)) === 'after');
  });

  it('SC13 a connection ends with 4401 soon after its token or session does', async () => {
    const bobs = scene.writer(scene.north, scene.bob);
    await bobs.synced;
    const { closed } = bobs;
    await scene.south.tokens.end(scene.bob.tokenId);
    expect(await closed).toBe(4401);
  });
});

describe('carets', () => {
  it('SC18 a caret carries the name and role that the room knows, whatever the client says', async () => {
    const [priyas, bobs] = [scene.writer(scene.north), scene.writer(scene.south, scene.bob)];
    await Promise.all([priyas.synced, bobs.synced]);
    bobs.provider.awareness.setLocalState({ user: { name: 'Priya N', color: 'red' }, cursor: 1 });
    priyas.provider.awareness.setLocalState({ cursor: 2 });
    const seenBy = (reader: Writer, of: Writer) =>
      reader.provider.awareness.getStates().get(of.doc.clientID)?.['user'] as
        | { name: string; role: string }
        | undefined;
    await until('both see', () => seenBy(priyas, bobs) !== undefined && seenBy(bobs, priyas) !== undefined);
    expect(seenBy(priyas, bobs)).toMatchObject({ id: scene.bob.id, name: 'Bob L', role: '' });
    expect(seenBy(bobs, priyas)).toMatchObject({ name: 'Priya N', role: 'IC' });
  });

  const place = { type: null, tname: 'scribe', item: null, assoc: 0 };

  it('SC19 nobody speaks for another caret, and a caret goes when its connection does', async () => {
    const [priyas, bobs] = [scene.writer(scene.north), scene.writer(scene.south, scene.bob)];
    await Promise.all([priyas.synced, bobs.synced]);
    bobs.provider.awareness.setLocalState({ cursor: { anchor: place, head: place } });
    await until('priya sees bob', () => priyas.provider.awareness.getStates().has(bobs.doc.clientID));
    const liar = await scene.socketTo(scene.north, scene.ana);
    liar.send(
      awarenessFrame([
        { client: bobs.doc.clientID, clock: 99, json: 'null' },
        { client: bobs.doc.clientID, clock: 100, json: '{"cursor":666}' },
        { client: 4711, clock: 1, json: '{"own":true}' },
      ]),
    );
    await until('only the own one is told', () => priyas.provider.awareness.getStates().has(4711));
    expect(priyas.provider.awareness.getStates().get(bobs.doc.clientID)?.['cursor']).toEqual({
      anchor: place,
      head: place,
    });
    liar.terminate();
    bobs.provider.disconnect();
    await until(
      'both are gone',
      () =>
        !priyas.provider.awareness.getStates().has(4711) &&
        !priyas.provider.awareness.getStates().has(bobs.doc.clientID),
    );
  });

  it('SC20 a connection on which nobody types hears from the server all the same', async () => {
    const socket = await scene.socketTo(scene.north, scene.priya);
    await until('a heartbeat came', () => socket.heard.some((frame) => String([...frame]) === '1,1,0'));
    socket.close();
  });
});
