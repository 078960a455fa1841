/**
 * A page whose document receives a great deal at once: it still handles its person's keys, and so does one that opens
 * at that time. The updates arrive on the page's own socket, as from a server that has many clients.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { updateFrame } from '../../server/scribe/wire/frames.ts';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { declare, joins, paper, Fixture } from '../support/browser/room.ts';
import { sees, type Person } from '../support/browser/browser.ts';

const CHANGES = 250,
  LINES = 8;
const LAST = 'that was the last of it';

let fixture: Fixture;
let path: string;

beforeAll(async () => {
  fixture = await Fixture.set();
  path = await declare(await fixture.administrator('Priya N'), 'Checkout fails for customers in the EU', 2);
}, 120_000);

strikesAfterwards(() => fixture);

/** Many pieces at one place, each by a client of its own. */
function flood(): string[] {
  return Array.from({ length: CHANGES }, (_, change) => {
    const doc = new Y.Doc();
    const root = doc.getXmlFragment('scribe');
    for (let at = 0; at < LINES; at += 1) {
      const line = new Y.XmlElement('paragraph');
      line.insert(0, [new Y.XmlText(change === CHANGES - 1 ? LAST : `${change}.${at} db-7 is slow`)]);
      root.insert(0, [line]);
    }
    return Buffer.from(updateFrame(Y.encodeStateAsUpdate(doc))).toString('base64');
  });
}

/**
 * Set before they open the room. The page counts the keys that it has handled, by a frame drawn after each, from the
 * first update until the last one is visible. `itself`: the updates begin as soon as the document's socket is open.
 */
async function willBeFlooded({ page }: Person, itself: boolean): Promise<void> {
  await page.addInitScript(
    ({ frames, last, atOnce }) => {
      let line: WebSocket | null = null;
      const seen = {
        answered: 0,
        atEnd: -1,
        comes: () => {
          seen.answered = 0;
          for (const frame of frames)
            setTimeout(() =>
              line?.dispatchEvent(
                new MessageEvent('message', {
                  data: Uint8Array.from(atob(frame), (sign) => sign.charCodeAt(0)).buffer,
                }),
              ),
            );
          const look = (): void => {
            if (document.querySelector('[aria-label="Scribe document"]')?.textContent.includes(last) === true)
              seen.atEnd = seen.answered;
            else requestAnimationFrame(look);
          };
          look();
        },
      };
      const met = (made: WebSocket): void => {
        line = made;
        if (atOnce) made.addEventListener('open', seen.comes);
      };
      Object.assign(window, { flood: seen });
      window.addEventListener('keydown', () => requestAnimationFrame(() => (seen.answered += 1)), true);
      window.WebSocket = class extends WebSocket {
        constructor(...address: ConstructorParameters<typeof WebSocket>) {
          super(...address);
          if (this.url.includes('/scribe/')) met(this);
        }
      };
    },
    { frames: flood(), last: LAST, atOnce: itself },
  );
}

/**
 * Presses keys until it is over; returns how many were handled before. Three at a time, as fast as someone types: on a
 * busy machine the way of one key from here to the page and back takes longer than the page needs for it.
 */
async function typesMeanwhile({ page }: Person): Promise<number> {
  for (;;) {
    await Promise.all([1, 2, 3].map(() => page.keyboard.press('x')));
    const { atEnd } = await page.evaluate(() => ({
      atEnd: (window as unknown as { flood: { atEnd: number } }).flood.atEnd,
    }));
    if (atEnd !== -1) return atEnd;
  }
}

describe.sequential('journeys of a page into which very much comes', () => {
  it('JR209 keys are answered while 250 changes of many pieces arrive, long before the last of them is in sight', async () => {
    const ana = await fixture.comes('Ana R');
    await willBeFlooded(ana, false);
    await joins(ana, path);
    await paper(ana).click();
    await ana.page.keyboard.type('mine ');
    await sees(ana.page.getByText('saved', { exact: true }));
    await ana.page.evaluate(() => (window as unknown as { flood: { comes: () => void } }).flood.comes());
    expect(await typesMeanwhile(ana)).toBeGreaterThan(5);
    await sees(paper(ana).getByText(/mine x{5}/));
  });

  it('JR210 a page that opens while a lot arrives answers keys before all of it is in sight', async () => {
    const li = await fixture.comes('Li W');
    await willBeFlooded(li, true);
    await li.page.goto(path, { waitUntil: 'commit' });
    expect(await typesMeanwhile(li)).toBeGreaterThan(5);
  });
});
