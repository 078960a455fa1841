/**
 * Journeys of the document offline, and on a phone: what is typed is never lost, never sent twice, never shown as
 * someone else's; and it can be exported as text at any time.
 */
import { readFile } from 'node:fs/promises';
import * as decoding from 'lib0/decoding';
import type { Locator, Page } from 'playwright-core';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { ABSOLUTE_MS, OVERTIME_MS } from '../../server/access/sessions.ts';
import { hashOf } from '../../server/access/vault.ts';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { DocumentGate } from '../support/browser/document-gate.ts';
import { declare, inRoom, joins, paper, Fixture } from '../support/browser/room.ts';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';
import { call, OPERATOR, somebody } from '../support/server/server-process.ts';
import { until } from '../support/server/private-redis.ts';

const ACKNOWLEDGED = 100,
  NEARLY_FULL = 101;
/** Of 100 KB. */
const PARTS = 43;
/** A picture of one pixel. */
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let fixture: Fixture;
let priya: Person;
let ana: Person;
let gate: DocumentGate;
let path: string;

beforeAll(async () => {
  fixture = await Fixture.set();
  priya = await fixture.administrator('Priya N');
  ana = await fixture.comes('Ana R');
  gate = await DocumentGate.before(ana);
  path = await declare(priya, 'Checkout fails for customers in the EU', 2);
  await opens(ana.page);
});

strikesAfterwards(() => fixture);

const isSaved = (page: Page): Promise<void> => sees(page.getByText('saved', { exact: true }));
const unsynced = (page: Page): Locator => page.getByText(/^unsynced \d+$/);

async function opens(page: Page): Promise<void> {
  await page.goto(path);
  await inRoom({ page });
  await isSaved(page);
}

/** A new line at the end. */
async function writes(page: Page, text: string): Promise<void> {
  await paper({ page }).locator('p').last().click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await page.keyboard.type(text);
}

async function asksToSignOut(): Promise<void> {
  await ana.page.goto('/');
  await ana.page.getByRole('button', { name: /Ana R/ }).click();
  await ana.page.getByRole('menuitem', { name: 'Sign out' }).click();
}

/** How many copies and updates this browser has stored. */
const onShelf = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const answered = <Result>(request: IDBRequest<Result>): Promise<Result> =>
      new Promise((resolve, reject) =>
        Object.assign(request, { onsuccess: () => resolve(request.result), onerror: () => reject(request.error) }),
      );
    const shelf = await answered(indexedDB.open('watchfloor-scribe'));
    if (shelf.objectStoreNames.length === 0) return 0;
    const transaction = shelf.transaction([...shelf.objectStoreNames]);
    const counts = await Promise.all(
      [...shelf.objectStoreNames].map((store) => answered(transaction.objectStore(store).count())),
    );
    shelf.close();
    return counts.reduce((sum, count) => sum + count, 0);
  });

const keyOf = async ({ context }: Person): Promise<string> => {
  const [cookie] = await context.cookies();
  return `wf:{access}:session:${hashOf(cookie?.value ?? '')}`;
};

async function lifeOf(person: Person): Promise<number> {
  const store = fixture.redis.client();
  const ms = await store.pttl(await keyOf(person));
  store.disconnect();
  return ms;
}

/** Time passes for a session: for what the store keeps of it, and for its cookie. It was kept last half a minute ago. */
async function passes(person: Person, ms: number): Promise<void> {
  const store = fixture.redis.client();
  const key = await keyOf(person);
  const session = JSON.parse((await store.get(key)) ?? '{}') as { createdAt: number; openedAt: number };
  const { createdAt, openedAt } = session;
  const older = { ...session, createdAt: createdAt - ms, openedAt: openedAt - ms };
  await store.set(key, JSON.stringify(older), 'PX', 30_000);
  store.disconnect();
  const cookies = await person.context.cookies();
  await person.context.addCookies(cookies.map((each) => ({ ...each, expires: each.expires - ms / 1_000 })));
}

describe.sequential('journeys without a link', () => {
  it('JR98 what was typed while the document was disconnected outlives a reload and a closed tab, is sent on return, and is there once for everyone; until then the heading counts it as unsynced', async () => {
    await gate.shut();
    await writes(ana.page, 'written in the dark');
    await sees(unsynced(ana.page));
    await ana.page.reload();
    await sees(paper(ana).getByText('written in the dark'));
    await sees(unsynced(ana.page));
    await ana.page.close();
    const page = await ana.context.newPage();
    await page.goto(path);
    await sees(unsynced(page));
    await writes(page, 'and a second line');
    expect(await paper(priya).getByText('written in the dark').count()).toBe(0);
    gate.open();
    await isSaved(page);
    await sees(paper(priya).getByText('and a second line'));
    for (const each of [page, priya.page])
      expect(await paper({ page: each }).getByText('written in the dark').count()).toBe(1);
    await page.reload();
    await isSaved(page);
    expect(await paper({ page }).getByText('written in the dark').count()).toBe(1);
    ana = { ...ana, page };
  });

  it('JR99 the document opens from this browser while the server cannot give it, and can be written in', async () => {
    await gate.shut();
    await ana.page.reload();
    await sees(paper(ana).getByText('and a second line'));
    await sees(ana.page.getByText('offline', { exact: true }));
    await writes(ana.page, 'the third');
    await sees(unsynced(ana.page));
    gate.open();
    await isSaved(ana.page);
    await sees(paper(priya).getByText('the third'));
  });

  it('JR100 a person who signs in after someone else in the same browser neither sees nor sends what was left there; signing out deletes it, and asks first where words would be lost', async () => {
    await gate.shut();
    await writes(ana.page, 'only mine');
    await sees(unsynced(ana.page));
    await ana.page.goto('/');
    const session = await ana.context.cookies();
    await ana.context.clearCookies();
    const made = await call(fixture.server, 'POST', '/api/invites', { token: OPERATOR, body: { role: 'responder' } });
    await ana.page.goto(new URL(String(made.body['url'])).pathname);
    await ana.page.getByLabel('Your name').fill('Bob L');
    await ana.page.getByRole('button', { name: /^Join/ }).click();
    await sees(ana.page.getByText('Join as'));
    gate.open();
    await opens(ana.page);
    await sees(paper(ana).getByText('the third'));
    expect(await paper(ana).getByText('only mine').count()).toBe(0);
    await ana.context.clearCookies();
    await ana.context.addCookies(session);
    await opens(ana.page);
    await sees(paper(priya).getByText('only mine'));
    await gate.shut();
    await writes(ana.page, 'not sent yet');
    await sees(unsynced(ana.page));
    const before = await onShelf(ana.page);
    await asksToSignOut();
    await sees(ana.page.getByRole('dialog', { name: 'Some of your work may only be in this browser' }));
    await ana.page.keyboard.press('Escape');
    gate.open();
    await opens(ana.page);
    await sees(paper(priya).getByText('not sent yet'));
    await asksToSignOut();
    await until('what Ana had is gone, and only that', async () => (await onShelf(ana.page)) < before);
  });

  it('JR101 on a phone one line below the document is enough: on the timeline when marked, kept as a draft, written offline; a picture too', async () => {
    const kim = await fixture.comes('Kim T', { size: { width: 390, height: 844 } });
    const phoneGate = await DocumentGate.before(kim);
    const { page } = kim;
    await joins(kim, path);
    await page.getByRole('tab', { name: 'Document' }).click();
    const line = page.getByRole('textbox', { name: 'Document line' });
    await line.fill('TL db-7 is back');
    await line.press('Enter');
    await sees(paper(priya).getByText('TL db-7 is back'));
    await sees(priya.page.getByRole('log').getByText('db-7 is back'));
    await line.fill('half a thought');
    await page.reload();
    await page.getByRole('tab', { name: 'Document' }).click();
    await sees(paper({ page }).getByText('TL db-7 is back'));
    expect(await line.inputValue()).toBe('half a thought');
    await phoneGate.shut();
    await line.press('Enter');
    await sees(paper({ page }).getByText('half a thought'));
    await sees(unsynced(page));
    phoneGate.open();
    await sees(paper(priya).getByText('half a thought'));
    expect(await paper({ page }).getAttribute('contenteditable')).toBe('false');
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Add a picture' }).click();
    await (await chooser).setFiles({ name: 'graph.png', mimeType: 'image/png', buffer: DOT });
    await sees(paper(priya).getByRole('button', { name: /^Open picture graph\.png/ }));
    await page.getByRole('button', { name: 'Edit here' }).click();
    await page.keyboard.type('below the picture');
    await sees(paper(priya).getByText('below the picture'));
  });

  it('JR102 the document is copied as Markdown and downloaded as text, the same as the server gives it', async () => {
    const stored = (format: string): Promise<string> =>
      priya.page.evaluate(async (address) => (await fetch(address)).text(), `/api${path}/scribe?format=${format}`);
    const choose = async (item: string): Promise<void> => {
      await priya.page.getByRole('button', { name: 'Export' }).click();
      await priya.page.getByRole('menuitem', { name: item }).click();
    };
    await choose('Copy as Markdown');
    await sees(priya.page.getByText('Copied as Markdown.'));
    expect(await priya.page.evaluate(() => navigator.clipboard.readText())).toBe(await stored('markdown'));
    const downloaded = priya.page.waitForEvent('download');
    await choose('Download text');
    expect(await readFile(await (await downloaded).path(), 'utf8')).toBe(await stored('text'));
  });

  it('JR103 a document that is nearly full says how full, and what to do', async () => {
    const program = await somebody(fixture.server, 'Import');
    const doc = new Y.Doc();
    class WithToken extends WebSocket {
      constructor(url: string) {
        super(url, { headers: { authorization: `Bearer ${program.token}` } });
      }
    }
    const provider = new WebsocketProvider(
      `${fixture.server.url.replace('http', 'ws')}/scribe`,
      path.split('/').at(-1) ?? '',
      doc,
      { disableBc: true, params: { ack: '1' }, WebSocketPolyfill: WithToken as unknown as typeof globalThis.WebSocket },
    );
    let kept = 0;
    provider.messageHandlers[ACKNOWLEDGED] = (_encoder, decoder) => void (kept = decoding.readVarUint(decoder));
    let warnedOfBytes = 0;
    provider.messageHandlers[NEARLY_FULL] = (_encoder, decoder) => void (warnedOfBytes = decoding.readVarUint(decoder));
    await until('the document is open', () => provider.synced);
    // Under names that no editor shows, so that it need not be drawn.
    const rule = new Y.XmlElement('horizontalRule');
    doc.getXmlFragment('scribe').insert(0, [rule]);
    for (let part = 0; part < PARTS; part += 1) rule.setAttribute(`pasted${part}`, 'x'.repeat(100 * 1024));
    await until('all of it is kept', () => kept >= PARTS, 60_000);
    await sees(priya.page.getByText(/The document is nearly full \(4\.\d of 5 MB\)\. Delete or move long pastes\./));
    // Its own connection may carry that later than the page's.
    await until('the program is told too', () => warnedOfBytes >= 4 * 1024 * 1024);
    provider.destroy();
  });

  it('JR104 a browser that keeps nothing says so once, and everything else works', async () => {
    const li = await fixture.comes('Li W');
    await li.context.addInitScript(() =>
      Object.assign(indexedDB, {
        open: () => {
          throw new Error('none');
        },
      }),
    );
    await li.page.reload();
    const room = await declare(li, 'Search is slow', 3);
    await sees(li.page.getByText(/This browser can’t keep an offline copy/));
    await li.page.getByRole('button', { name: 'Got it' }).click();
    await seesNoMore(li.page.getByText(/This browser can’t keep an offline copy/));
    await paper(li).click();
    await li.page.keyboard.type('p99 is four seconds');
    await isSaved(li.page);
    await joins(priya, room);
    await sees(paper(priya).getByText('p99 is four seconds'));
  });

  it('JR261 a copy that the browser hands over late joins the document then: what an earlier page could not send is sent, and the notice goes', async () => {
    const { person: uma, cable } = await fixture.comesByCable('Uma S');
    const room = await declare(uma, 'Imports are late', 3);
    await joins(priya, room);
    await isSaved(uma.page);
    cable.cut();
    await paper(uma).getByRole('heading', { name: 'Ruled out' }).click();
    await uma.page.keyboard.press('End');
    await uma.page.keyboard.press('Enter');
    await uma.page.keyboard.type('typed without a connection');
    await sees(uma.page.getByText(/^unsynced \d+$/));
    await uma.page.close();
    cable.mend();
    await uma.context.addInitScript(() => {
      const open = indexedDB.open.bind(indexedDB);
      const page = globalThis as unknown as { handOver: () => void };
      const handedOver = new Promise<void>((resolve) => (page.handOver = resolve));
      const late = (...which: Parameters<typeof open>): IDBOpenDBRequest => {
        const real = open(...which);
        if (which[0] !== 'watchfloor-scribe') return real;
        const shown = {} as { result: IDBDatabase; onsuccess?: () => void };
        real.onsuccess = () => {
          shown.result = real.result;
          void handedOver.then(() => shown.onsuccess?.());
        };
        return shown as unknown as IDBOpenDBRequest;
      };
      Object.assign(indexedDB, { open: late });
    });
    const page = await uma.context.newPage();
    await joins({ ...uma, page }, room);
    await sees(page.getByText(/This browser can’t keep an offline copy/));
    await page.evaluate(() => (globalThis as unknown as { handOver: () => void }).handOver());
    await sees(paper({ page }).getByText('typed without a connection'));
    await seesNoMore(page.getByText(/This browser can’t keep an offline copy/));
    await isSaved(page);
    await sees(paper(priya).getByText('typed without a connection'));
    expect(await paper(priya).getByText('typed without a connection').count()).toBe(1);
  });

  it("JR213 what is typed while the document's socket is closing counts as unsynced, and is sent with the next connection", async () => {
    const mo = await fixture.comes('Mo K');
    await mo.context.addInitScript(() => {
      const page = globalThis as unknown as { isClosing: boolean; end(): void };
      page.isClosing = false;
      globalThis.WebSocket = class extends globalThis.WebSocket {
        constructor(...address: ConstructorParameters<typeof globalThis.WebSocket>) {
          super(...address);
          if (this.url.includes('/scribe/')) page.end = () => this.close();
        }
        override get readyState(): 0 | 1 | 2 | 3 {
          return page.isClosing && this.url.includes('/scribe/') ? 2 : super.readyState;
        }
      };
    });
    await mo.page.reload();
    const room = await declare(mo, 'Mail is late', 3);
    await joins(priya, room);
    await isSaved(mo.page);
    await mo.page.evaluate(() => Object.assign(globalThis, { isClosing: true }));
    await writes(mo.page, 'the queue grows');
    await sees(unsynced(mo.page));
    await mo.page.evaluate(() => {
      const page = globalThis as unknown as { isClosing: boolean; end(): void };
      page.isClosing = false;
      page.end();
    });
    await isSaved(mo.page);
    await sees(paper(priya).getByText('the queue grows'));
  });

  it('AC95 a page that is open in a room for four days, is cut and comes back is still signed in, and everything that was typed meanwhile is there', async () => {
    const { person: leo, cable } = await fixture.comesByCable('Leo C');
    await opens(priya.page);
    await opens(leo.page);
    await passes(leo, ABSOLUTE_MS + OVERTIME_MS - 5 * 60_000);
    cable.cut();
    await sees(leo.page.getByText('No response from the server'));
    await writes(leo.page, 'seen in the tunnel');
    await sees(unsynced(leo.page));
    const line = leo.page.getByRole('textbox', { name: 'Timeline line' });
    await line.fill('back in a minute');
    await line.press('Enter');
    await line.fill('half a sent');
    cable.mend();
    await isSaved(leo.page);
    await sees(paper(priya).getByText('seen in the tunnel'));
    await sees(priya.page.getByRole('log').getByText('back in a minute'));
    await until('the room keeps the session', async () => (await lifeOf(leo)) > 2 * 60_000);
    await leo.page.reload();
    await inRoom(leo);
    expect(await line.inputValue()).toBe('half a sent');
  });
});
