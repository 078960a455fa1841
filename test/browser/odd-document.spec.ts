/**
 * Writes of a program that no editor makes: open pages stay open and work, and where such a write was stored the page
 * shows the document's text until it can be edited again.
 */
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { updateFrame } from '../../server/scribe/wire/frames.ts';
import { documentKey } from '../../server/scribe/store/keys.ts';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { declare, joins, paper, Fixture } from '../support/browser/room.ts';
import { ODD_WRITES, oddDocument } from '../support/server/scribe-odd-writes.ts';
import { sees, type Person } from '../support/browser/browser.ts';
import { call, somebody, type Somebody } from '../support/server/server-process.ts';
import { until } from '../support/server/private-redis.ts';

let fixture: Fixture;
let priya: Person;
let ana: Person;
let program: Somebody;
let path: string;

beforeAll(async () => {
  fixture = await Fixture.set();
  priya = await fixture.administrator('Priya N');
  [ana, program] = await Promise.all([fixture.comes('Ana R'), somebody(fixture.server, 'Import')]);
  path = await declare(priya, 'Checkout fails for customers in the EU', 2);
  await joins(ana, path);
});

strikesAfterwards(() => fixture);

/** Sends them on a connection of their own, and resolves with how many were accepted and how many refused. */
async function programSends(...updates: readonly Uint8Array[]): Promise<void> {
  const socket = new WebSocket(
    `${fixture.server.url.replace('http', 'ws')}/scribe${path.replace('/rooms', '')}?ack=1`,
    {
      headers: { authorization: `Bearer ${program.token}` },
    },
  );
  let answers = 0;
  socket.on('message', (data: Buffer) => (answers += data[0] === 2 || data[0] === 100 ? 1 : 0));
  await until('it is open', () => socket.readyState === socket.OPEN);
  for (const [at, update] of updates.entries()) {
    socket.send(updateFrame(update));
    await until('it is answered', () => answers > at);
  }
  socket.terminate();
}

async function writes({ page }: Person, text: string): Promise<void> {
  await paper({ page }).locator('p').last().click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await page.keyboard.type(text);
}

const bareText = (doc: Y.Doc, words: string): Uint8Array => {
  doc.getXmlFragment('scribe').insert(0, [new Y.XmlText(words)]);
  return Y.encodeStateAsUpdate(doc);
};

describe('a document and programs', () => {
  it("JR200 a program that writes content the editor does not have breaks no one's page: people in the room go on writing, and a new person can open it", async () => {
    for (const [, write] of ODD_WRITES) {
      const { sound, odd } = oddDocument(write);
      await programSends(sound, odd);
    }
    await writes(ana, 'errors fall');
    await sees(paper(priya).getByText('errors fall'));
    await writes(priya, 'drained db-3');
    await sees(paper(ana).getByText('drained db-3'));
    const li = await fixture.comes('Li W');
    await joins(li, path);
    await sees(paper(li).getByText('drained db-3'));
    expect(await paper(priya).getByText('one line').count()).toBe(ODD_WRITES.length);
  });

  it('JR201 where such a thing was stored all the same, the page shows the text, and is an editor again once it is gone', async () => {
    const redis = fixture.redis.client();
    const room = path.split('/').at(-1) ?? '';
    const doc = new Y.Doc();
    const stores = async (update: Uint8Array): Promise<void> => {
      const [key] = await redis.keys(`*${documentKey('', room, 'log').replace(/^:/, '')}`);
      const [[last] = ['0-0']] = await redis.xrevrange(key ?? '', '+', '-', 'COUNT', 1);
      await redis.xadd(key ?? '', `${Number.parseInt(last, 10) + 1}-0`, 't', Date.now(), 'u', Buffer.from(update));
    };
    await stores(bareText(doc, 'words without a line'));
    const region = (person: Person) => person.page.getByRole('region', { name: 'Text of the document, read-only' });
    await sees(region(ana).getByText(/words without a line[^]*errors fall/));
    await sees(ana.page.getByRole('alert').getByText(/the editor cannot show/));
    expect((await call(fixture.server, 'GET', `/api${path}/scribe?format=text`, { token: program.token })).status).toBe(
      200,
    );
    const before = Y.encodeStateVector(doc);
    doc.getXmlFragment('scribe').delete(0, 1);
    await stores(Y.encodeStateAsUpdate(doc, before));
    redis.disconnect();
    await writes(ana, 'writing again');
    await sees(paper(priya).getByText('writing again'));
  });

  it('JR202 only an administrator empties what programs keep outside of the text', async () => {
    const empties = async ({ page }: Person): Promise<number> =>
      page.evaluate(
        async (address) => (await fetch(address, { method: 'DELETE' })).status,
        `/api${path}/scribe/other-roots`,
      );
    const doc = new Y.Doc();
    doc.getText('x').insert(0, 'x'.repeat(100 * 1024));
    await programSends(Y.encodeStateAsUpdate(doc));
    expect([await empties(ana), await empties(priya)]).toEqual([403, 204]);
    await sees(paper(ana).getByText('writing again'));
  });
});
