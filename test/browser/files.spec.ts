/**
 * Journeys of files: pasted, dropped and chosen files are attached wherever one may add something, and a file that is
 * dropped anywhere else never makes the browser leave the room.
 */
import { resolve } from 'node:path';
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { paper, twoAtTheDocument, type Fixture } from '../support/browser/room.ts';
import { sees, type Person } from '../support/browser/browser.ts';

let fixture: Fixture;
let priya: Person;
let bob: Person;

beforeAll(async () => {
  ({ fixture, priya, bob } = await twoAtTheDocument());
}, 120_000);

strikesAfterwards(() => fixture);

interface Brought {
  readonly name: string;
  readonly type: string;
  /** A default picture. */
  readonly text?: string;
}

const LOG = { name: 'db-7.log', type: '', text: '03:10:01Z ERROR pool exhausted\n03:10:02Z ERROR pool exhausted\n' };
const SHOT = { name: 'image.png', type: 'image/png' };
const attached = (person: Person, name: RegExp): Locator => person.page.getByRole('log').getByRole('button', { name });
const taken = ({ page }: Person): Locator =>
  page.getByRole('list', { name: 'Files on this line' }).getByRole('listitem');

/**
 * Dispatched like the browser's own event. True when the page handled it, so that the browser does nothing by itself.
 */
const brings = (place: Locator, how: 'paste' | 'drop', file: Brought): Promise<boolean> =>
  place.evaluate(
    async (element, [kind, { name, type, text }]) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 600, height: 300 });
      canvas.getContext('2d')?.fillRect(20, 20, 200, 200);
      const picture = await new Promise<Blob | null>((made) => canvas.toBlob(made));
      const data = new DataTransfer();
      data.items.add(new File([text ?? picture ?? ''], name, { type }));
      const { left, top, width, height } = element.getBoundingClientRect();
      const place = {
        clientX: left + width / 2,
        clientY: top + Math.min(height / 2, 40),
        bubbles: true,
        cancelable: true,
        dataTransfer: data,
      };
      if (kind === 'paste')
        return !element.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
        );
      const isWelcome = !element.dispatchEvent(new DragEvent('dragover', place));
      return !element.dispatchEvent(new DragEvent('drop', place)) && isWelcome;
    },
    [how, file] as const,
  );

describe.sequential('journeys of files', () => {
  it('JR121 a screenshot pasted into the chat goes with the line that is sent, without words under its own name, and is opened by the other', async () => {
    const { page } = priya;
    await Promise.all([priya, bob].map((each) => each.page.getByRole('tab', { name: 'Chat' }).click()));
    const line = page.getByRole('textbox', { name: 'Message' });
    await line.fill('look at this');
    expect(await brings(line, 'paste', SHOT)).toBe(true);
    await sees(taken(priya).filter({ hasText: /^picture-\d+Z\.png$/ }));
    await line.press('Enter');
    await sees(bob.page.getByText('look at this'));
    await attached(bob, /^picture-/).click();
    await sees(bob.page.getByRole('dialog', { name: /^picture-/ }).getByRole('img'));
    await bob.page.keyboard.press('Escape');
    const chosen = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Add a file' }).click();
    await (await chosen).setFiles({ name: LOG.name, mimeType: 'text/plain', buffer: Buffer.from(LOG.text) });
    await sees(taken(priya).filter({ hasText: /^db-7\.log$/ }));
    await line.press('Enter');
    await sees(attached(bob, /^db-7\.log/));
  });

  it('JR122 a file dropped on the timeline, anywhere on its list, goes with the next line; one that was taken out does not', async () => {
    const { page } = priya;
    await Promise.all([priya, bob].map((each) => each.page.getByRole('tab', { name: 'Timeline' }).click()));
    expect(await brings(page.getByRole('log'), 'drop', LOG)).toBe(true);
    expect(
      await brings(page.getByRole('textbox', { name: 'Timeline line' }), 'drop', {
        ...LOG,
        name: 'db-6.log',
        text: 'nothing',
      }),
    ).toBe(true);
    await page.getByRole('button', { name: 'Remove db-6.log' }).click();
    await sees(taken(priya).filter({ hasText: /^db-7\.log$/ }));
    await page.getByRole('textbox', { name: 'Timeline line' }).fill('pool exhausted');
    await page.keyboard.press('Enter');
    await sees(attached(bob, /^db-7\.log/));
    expect(await attached(bob, /^db-6\.log/).count()).toBe(0);
  });

  it('JR123 a log file dropped on the document, below it or chosen for it is shown there as a file with its first lines', async () => {
    const logs = paper(bob).getByRole('button', { name: /^Open log db-\d\.log/ });
    expect(await brings(paper(priya), 'drop', LOG)).toBe(true);
    await sees(logs.getByText('03:10:02Z'));
    expect(await brings(paper(priya).locator('xpath=../..'), 'drop', { ...LOG, name: 'db-8.log' })).toBe(true);
    await sees(paper(bob).getByRole('button', { name: /^Open log db-8/ }));
    // Well before the key: the browser is told about it in another queue than about keys.
    const chosen = priya.page.waitForEvent('filechooser');
    await paper(priya).press('Control+End');
    await priya.page.keyboard.type('/image');
    await sees(priya.page.getByRole('option', { name: /Image/, selected: true }));
    await priya.page.keyboard.press('Enter');
    await (await chosen).setFiles({ name: 'db-9.log', mimeType: '', buffer: Buffer.from(LOG.text) });
    await sees(paper(bob).getByRole('button', { name: /^Open log db-9/ }));
  });

  it('JR212 a file that takes someone long to choose is added all the same, whatever the browser cleans up in the meantime', async () => {
    const browser = await priya.context.newCDPSession(priya.page);
    await browser.send('Page.enable');
    await browser.send('Page.setInterceptFileChooserDialog', { enabled: true });
    const opened = new Promise<number>((found) =>
      browser.on('Page.fileChooserOpened', ({ backendNodeId }) => found(backendNodeId ?? 0)),
    );
    await paper(priya).press('Control+End');
    await priya.page.keyboard.type('/image');
    await sees(priya.page.getByRole('option', { name: /Image/, selected: true }));
    await priya.page.keyboard.press('Enter');
    const backendNodeId = await opened;
    await browser.send('HeapProfiler.collectGarbage');
    await browser.send('DOM.setFileInputFiles', { files: [resolve('LICENSE')], backendNodeId });
    await sees(paper(bob).getByRole('button', { name: /^Open log LICENSE/ }));
    await browser.detach();
  });

  it('JR124 a file dropped or pasted where nothing takes it leads nowhere and says where it can go, in a room and outside', async () => {
    const { page } = priya;
    const room = page.url();
    for (const place of [page.getByRole('banner').first(), page.getByRole('heading', { name: 'Scribe document' })]) {
      expect(await brings(place, 'drop', LOG)).toBe(true);
      await sees(page.getByText('Nothing was added. Drop it on the document, the chat or the timeline.'));
    }
    expect(await brings(page.locator('body'), 'paste', SHOT)).toBe(true);
    await sees(
      page.getByText('Nothing was added. Click into the document, the chat or the timeline first, then paste.'),
    );
    expect(page.url()).toBe(room);
    await page.goto('/');
    await sees(page.getByLabel('What’s broken, and who’s affected?'));
    expect(await brings(page.getByLabel('What’s broken, and who’s affected?'), 'drop', LOG)).toBe(true);
    await sees(page.getByText('Nothing was added. Open a room first, then drop it on its document, chat or timeline.'));
    expect([...priya.complaints, ...bob.complaints]).toEqual([]);
  });
});
