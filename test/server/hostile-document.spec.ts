/**
 * What one person's hostile client can't do through the scribe document: to others' text, to the time of others' lines,
 * to the server's memory.
 */
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { awarenessFrame, haveFrame, updateFrame } from '../../server/scribe/wire/frames.ts';
import { renderDocument } from '../../server/scribe/worker/text.ts';
import { acknowledged, fixtureForEach, updateWith } from '../support/server/scribe-fixtures.ts';
import { until } from '../support/server/private-redis.ts';

const fixture = fixtureForEach();
const ask = haveFrame(Uint8Array.from([0]));
const WHO_IS_HERE = Uint8Array.from([3]);

describe('a hostile client of the document', () => {
  it('SC60 no one writes under the client id of a person who is present, so what that person writes is not taken for known', async () => {
    const [priya, bob] = [
      await fixture.socketTo(fixture.north, fixture.priya, '?ack=1'),
      await fixture.socketTo(fixture.north, fixture.bob, '?ack=1'),
    ];
    priya.send(awarenessFrame([{ client: 4242, clock: 1, json: '{"cursor":1}' }]));
    await until('bob sees her', () =>
      bob.heard.some((frame) => frame[0] === 1 && Buffer.from(frame).includes(fixture.priya.id)),
    );
    bob.send(updateFrame(updateWith('bob', 4242)));
    await until('bob is refused', () => bob.heard.some(([kind]) => kind === 2));
    priya.send(updateFrame(updateWith('priya', 4242)));
    await until('hers is on disk', () => acknowledged(priya) === 1);
    expect(await fixture.readBy(fixture.south)).toBe('priya');
  });

  it('SC139 no one writes under the client id of a person who left before they wrote, so what that person types offline is accepted', async () => {
    const [priya, bob] = [
      await fixture.socketTo(fixture.north, fixture.priya, '?ack=1'),
      await fixture.socketTo(fixture.south, fixture.bob, '?ack=1'),
    ];
    const says = (what: string) => () => bob.heard.some((frame) => frame[0] === 1 && Buffer.from(frame).includes(what));
    priya.send(awarenessFrame([{ client: 4242, clock: 1, json: '{"cursor":null}' }]));
    await until('bob sees her', says(fixture.priya.id));
    priya.close();
    await until('bob sees her go', () =>
      bob.heard.some((frame) => frame[0] === 1 && Buffer.from(frame).includes('\u0004null')),
    );
    bob.send(updateFrame(updateWith('bob', 4242)));
    await until('bob is refused', () => bob.heard.some(([kind]) => kind === 2));
    const again = await fixture.socketTo(fixture.south, fixture.priya, '?ack=1');
    again.send(updateFrame(updateWith('priya', 4242)));
    await until('hers is on disk', () => acknowledged(again) === 1);
    expect(await fixture.readBy(fixture.north)).toBe('priya');
  });

  it('SC61 a tree of thousands of levels, and a value of thousands, is refused; everyone can read the document after it', async () => {
    const bob = await fixture.socketTo(fixture.north, fixture.bob, '?ack=1');
    bob.send(updateFrame(nestedElements(8_000)));
    await until('told so', () => bob.heard.filter(([kind]) => kind === 2).length === 1);
    bob.send(updateFrame(nestedValue(5_000)));
    await until('told so again', () => bob.heard.filter(([kind]) => kind === 2).length === 2);
    bob.send(updateFrame(nestedElements(40)));
    await until('an honest list is kept', () => acknowledged(bob) === 1);
    expect(await fixture.readBy(fixture.north)).toBe('');
  });

  it('SC62 levels are counted over many updates and over neighbours', async () => {
    const bob = await fixture.socketTo(fixture.north, fixture.bob, '?ack=1');
    const doc = new Y.Doc();
    let parent: Y.XmlFragment = doc.getXmlFragment('scribe');
    for (let level = 1; level <= 101; level += 1) {
      const before = Y.encodeStateVector(doc);
      const [first, next] = [new Y.XmlElement('blockquote'), new Y.XmlElement('blockquote')];
      parent.insert(0, [first, next]);
      parent = next;
      bob.send(updateFrame(Y.encodeStateAsUpdate(doc, before)));
    }
    await until('the last is refused', () => bob.heard.some(([kind]) => kind === 2));
    expect(acknowledged(bob)).toBe(100);
  });

  it('SC63 questions of a few bytes are answered some at once and then some a second, the newest for those before it', async () => {
    const bob = await fixture.socketTo(fixture.north, fixture.bob);
    for (let time = 0; time < 5_000; time += 1) bob.send(time % 2 === 0 ? ask : WHO_IS_HERE);
    const answers = () => bob.heard.filter(([kind, step]) => (kind === 0 && step === 1) || kind === 1).length;
    const priya = fixture.writer(fixture.north);
    await priya.synced;
    expect(answers()).toBeLessThan(60);
    const before = answers();
    await until('the newest is answered in its time', () => answers() > before);
    bob.close();
  });

  it('SC64 once its session is over nothing that a connection says counts, even if it stays connected', async () => {
    const bob = await fixture.socketTo(fixture.north, fixture.bob, '?ack=1');
    await until('greeted', () => bob.heard.length > 0);
    const raw = bob as unknown as { _receiver: NodeJS.EventEmitter; _socket: { write(bytes: Buffer): void } };
    raw._receiver.removeAllListeners('conclude');
    const told = once(raw._receiver, 'conclude');
    await fixture.north.tokens.end(fixture.bob.tokenId);
    await told;
    raw._socket.write(masked(updateFrame(updateWith('after the end'))));
    const priya = fixture.writer(fixture.north);
    await priya.synced;
    expect(await fixture.readBy(fixture.north)).toBe('');
    bob.terminate();
  });
});

describe('what a hostile document becomes elsewhere', () => {
  it('SC65 a link that a browser would run, and code that would close its own fence, do no harm in the Markdown', () => {
    const doc = new Y.Doc();
    const [paragraph, code] = [new Y.XmlElement('paragraph'), new Y.XmlElement('codeBlock')];
    doc.getXmlFragment('scribe').insert(0, [paragraph, code]);
    const text = new Y.XmlText();
    paragraph.insert(0, [text]);
    text.insert(0, 'bad ', { link: { href: 'javascript:alert(1)' } });
    text.insert(4, 'good', { link: { href: 'https://a.example/(x) y' } });
    code.setAttribute('language', 'js\n# not code');
    const lines = new Y.XmlText();
    code.insert(0, [lines]);
    lines.insert(0, '```\n# not a heading');
    expect(renderDocument(doc, 'markdown')).toBe(
      'bad [good](<https://a.example/(x) y>)\n\n````js&#xA;#&#x20;not&#x20;code\n```\n# not a heading\n````\n',
    );
  });
});

function nestedElements(levels: number): Uint8Array {
  const doc = new Y.Doc();
  let parent: Y.XmlFragment = doc.getXmlFragment('scribe');
  doc.transact(() => {
    for (let level = 0; level < levels; level += 1) {
      const element = new Y.XmlElement('blockquote');
      parent.insert(0, [element]);
      parent = element;
    }
  });
  return Y.encodeStateAsUpdate(doc);
}

/** One client, one item of any kind under the root "p": nested arrays, the innermost empty. */
function nestedValue(levels: number): Uint8Array {
  return Uint8Array.from([
    1,
    1,
    5,
    0,
    8,
    1,
    1,
    0x70,
    1,
    ...Array.from({ length: levels }, () => [117, 1]).flat(),
    126,
    0,
  ]);
}

/** A short binary frame as a client sends it. */
function masked(payload: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([0x82, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
}
