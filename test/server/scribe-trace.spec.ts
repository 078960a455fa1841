/**
 * A long session, key by key, through the gateway: the first part of it here, all of it with `npm run fuzz -- servers
 * --trace`. The recorded trace is used when EDITING_TRACE names its file, else a generated one.
 */
import { describe, expect, it } from 'vitest';
import { Station } from '../support/server/scribe-server.ts';
import { ROOM, fixtureForEach } from '../support/server/scribe-fixtures.ts';
import { replay, textIn, textInJson } from '../support/fuzz/trace-replay.ts';
import { editingTrace, madeTrace, textAfter } from '../support/fuzz/trace-source.ts';
import { until } from '../support/server/private-redis.ts';

const fixture = fixtureForEach();
const PART = 30_000;

describe('a long editing session', () => {
  it('SC120 a long editing session typed key by key over two servers is right for its writers, for a cold join and at any past instant', async () => {
    const edits = editingTrace().edits.slice(0, PART);
    const noted = await replay(fixture, edits, { noteEvery: 5000 });
    const whole = textAfter(edits);
    await fixture.end();
    await fixture.openServers();
    const newcomer = fixture.writer(fixture.south, fixture.ana);
    await newcomer.synced;
    await until('the text is there', () => newcomer.doc.getXmlFragment('scribe').length > 0);
    expect(textIn(newcomer.doc).toJSON() === whole).toBe(true);
    expect(textInJson(await fixture.north.gateway.read(ROOM, 'json')) === whole).toBe(true);
    for (const { atMs, edits: count } of noted) {
      expect([
        count,
        textInJson(await fixture.north.gateway.read(ROOM, 'json', atMs)) === textAfter(edits, count),
      ]).toEqual([count, true]);
    }
    expect(noted.length).toBe(5);
  }, 600_000);

  it('SC121 a client that was away while the document grew and its merged copy rolled comes back with its own text, and both are kept', async () => {
    const away = fixture.writer(fixture.north);
    await away.synced;
    away.text.insert(0, 'before. ');
    await until('it is kept', async () => (await fixture.readBy(fixture.south)) === 'before. ');
    away.provider.disconnect();
    away.text.insert(8, 'written in a tunnel. ');
    await replay(fixture, madeTrace(2500).edits, { noteEvery: 5000 });
    const third = await Station.open(fixture.redis, fixture.prefix);
    await fixture.north.close();
    fixture.north = third;
    away.move(third);
    await until(
      'it has all',
      () => away.doc.getXmlFragment('scribe').length > 0 && textIn(away.doc).toJSON() === madeTrace(2500).finalText,
      60_000,
    );
    await until(
      'and all have its text',
      async () => (await fixture.readBy(fixture.south)) === 'before. written in a tunnel. ',
    );
  }, 600_000);

  it('SC122 the generated trace is always the same one, and ends in the text that its edits make', () => {
    const [one, other] = [madeTrace(20_000), madeTrace(20_000)];
    expect(one).toEqual(other);
    expect(one.edits.length).toBe(20_000);
    expect(one.edits.filter(([, deleted]) => deleted > 0).length).toBeGreaterThan(5000);
    expect(one.finalText).toBe(textAfter(one.edits));
  });
});
