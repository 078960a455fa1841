/** Who may open the scribe document, who may write in it, and whose carets are seen. */
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { awarenessFrame } from '../../server/scribe/wire/frames.ts';
import { DOCUMENT_SCHEMA } from '../../shared/scribe/words.ts';
import { bare, type Writer } from '../support/server/scribe-server.ts';
import { closeCode, ROOM, fixtureForEach } from '../support/server/scribe-fixtures.ts';
import { until } from '../support/server/private-redis.ts';

const fixture = fixtureForEach();

describe('who gets in', () => {
  it('SC9 close codes say why: 4401 no session, 4403 not yours, 4404 no such room, 4409 other schema, 4501 ticket over', async () => {
    (await fixture.socketTo(fixture.north, fixture.ana)).close();
    await until(
      'ana is in the crew',
      async () => (await fixture.state(fixture.north))?.crew.members[fixture.ana.id] !== undefined,
    );
    await fixture.north.says(ROOM, fixture.priya, {
      type: 'crew.remove',
      data: { person: fixture.ana.id, why: 'wrong room' },
    });
    expect(await closeCode(await fixture.socketTo(fixture.north))).toBe(4401);
    expect(await closeCode(await fixture.socketTo(fixture.south, fixture.ana))).toBe(4403);
    expect(await closeCode(await bare(`${fixture.north.url}/inc-404`, fixture.priya))).toBe(4404);
    expect(await closeCode(await fixture.socketTo(fixture.north, fixture.priya, '?schema=999'))).toBe(4409);
    const caller = await fixture.north.admission.byToken(fixture.priya.token);
    const ticket =
      caller?.kind === 'token' ? await fixture.north.admission.makeTicket({ ...caller, kind: 'token' }, ROOM) : '';
    const first = await fixture.socketTo(fixture.south, undefined, `?schema=${DOCUMENT_SCHEMA}&ticket=${ticket}`);
    expect(await closeCode(await fixture.socketTo(fixture.north, undefined, `?ticket=${ticket}`))).toBe(4501);
    expect(first.readyState).toBe(WebSocket.OPEN);
    first.close();
  });

  it('SC10 the first opened document brings a person into the crew; a read-only token never does', async () => {
    const bot = await fixture.north.guest('Bot', { scopes: ['read'] });
    const bots = await fixture.socketTo(fixture.north, bot);
    const bobs = fixture.writer(fixture.north, fixture.bob);
    await bobs.synced;
    bobs.text.insert(0, 'hello');
    await until('bob writes', async () => (await fixture.readBy(fixture.south)) === 'hello');
    await until('the bot reads', () => bots.heard.some((frame) => Buffer.from(frame).includes('hello')));
    const members = (await fixture.state(fixture.south))?.crew.members ?? {};
    expect(members[fixture.bob.id]?.as).toBe('responder');
    expect(members[bot.id]).toBeUndefined();
    bots.close();
  });

  it('SC11 an observer reads and follows, their writes are dropped, and the third ends the connection', async () => {
    const sam = await fixture.north.guest('Sam O', { observer: true });
    const [sams, priyas] = [fixture.writer(fixture.north, sam), fixture.writer(fixture.south)];
    await Promise.all([sams.synced, priyas.synced]);
    priyas.text.insert(0, 'read this');
    await until('the observer reads', () => sams.text.toJSON() === 'read this');
    const { closed } = sams;
    for (const word of ['let ', 'me ', 'write ']) sams.text.insert(0, word);
    expect(await closed).toBe(4400);
    expect(await fixture.readBy(fixture.north)).toBe('read this');
  });

  it('SC12 a person who becomes an observer writes no more, and one who is removed is disconnected, from that commit on', async () => {
    const [bobs, anas] = [fixture.writer(fixture.north, fixture.bob), fixture.writer(fixture.north, fixture.ana)];
    await Promise.all([bobs.synced, anas.synced]);
    const { closed } = anas;
    await fixture.south.says(ROOM, fixture.priya, {
      type: 'crew.admit',
      data: { person: fixture.bob.id, as: 'observer' },
    });
    await fixture.south.says(ROOM, fixture.priya, {
      type: 'crew.remove',
      data: { person: fixture.ana.id, why: 'wrong room' },
    });
    expect(await closed).toBe(4403);
    bobs.text.insert(0, 'too late');
    const priyas = fixture.writer(fixture.south);
    await priyas.synced;
    priyas.text.insert(0, 'after');
    await until('only what may stands', async () => (await fixture.readBy(fixture.south, fixture.priya)) === 'after');
  });

  it('SC13 a connection ends with 4401 soon after its token or session does', async () => {
    const bobs = fixture.writer(fixture.north, fixture.bob);
    await bobs.synced;
    const { closed } = bobs;
    await fixture.south.tokens.end(fixture.bob.tokenId);
    expect(await closed).toBe(4401);
  });
});

describe('carets', () => {
  it('SC18 a caret carries the name and role that the room knows, whatever the client says', async () => {
    const [priyas, bobs] = [fixture.writer(fixture.north), fixture.writer(fixture.south, fixture.bob)];
    await Promise.all([priyas.synced, bobs.synced]);
    bobs.provider.awareness.setLocalState({ user: { name: 'Priya N', color: 'red' }, cursor: 1 });
    priyas.provider.awareness.setLocalState({ cursor: 2 });
    const seenBy = (reader: Writer, of: Writer) =>
      reader.provider.awareness.getStates().get(of.doc.clientID)?.['user'] as
        | { name: string; role: string }
        | undefined;
    await until('both see', () => seenBy(priyas, bobs) !== undefined && seenBy(bobs, priyas) !== undefined);
    expect(seenBy(priyas, bobs)).toMatchObject({ id: fixture.bob.id, name: 'Bob L', role: '' });
    expect(seenBy(bobs, priyas)).toMatchObject({ name: 'Priya N', role: 'IC' });
  });

  const place = { type: null, tname: 'scribe', item: null, assoc: 0 };

  it('SC19 no one speaks for another caret, and a caret goes when its connection does', async () => {
    const [priyas, bobs] = [fixture.writer(fixture.north), fixture.writer(fixture.south, fixture.bob)];
    await Promise.all([priyas.synced, bobs.synced]);
    bobs.provider.awareness.setLocalState({ cursor: { anchor: place, head: place } });
    const caretOfBob = (): unknown => priyas.provider.awareness.getStates().get(bobs.doc.clientID)?.['cursor'];
    // His provider sends that he is there before it sends where.
    await until('priya sees where bob is', () => caretOfBob() != null);
    const liar = await fixture.socketTo(fixture.north, fixture.ana);
    liar.send(
      awarenessFrame([
        { client: bobs.doc.clientID, clock: 99, json: 'null' },
        { client: bobs.doc.clientID, clock: 100, json: '{"cursor":666}' },
        { client: 4711, clock: 1, json: '{"own":true}' },
      ]),
    );
    await until('only the own one is told', () => priyas.provider.awareness.getStates().has(4711));
    expect(caretOfBob()).toEqual({ anchor: place, head: place });
    liar.terminate();
    bobs.provider.disconnect();
    await until(
      'both are gone',
      () =>
        !priyas.provider.awareness.getStates().has(4711) &&
        !priyas.provider.awareness.getStates().has(bobs.doc.clientID),
    );
  });

  it('SC20 a connection on which no one types still receives messages from the server', async () => {
    const socket = await fixture.socketTo(fixture.north, fixture.priya);
    await until('a heartbeat came', () => socket.heard.some((frame) => String([...frame]) === '1,1,0'));
    socket.close();
  });
});
