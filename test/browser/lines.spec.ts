/**
 * Lines as people read them: addresses can be pressed, times are the reader's own, every line of the log is found and
 * gone to, and a word without a space breaks nothing.
 */
import { randomUUID } from 'node:crypto';
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';
import { scrolls } from '../support/browser/page-checks.ts';
import { declare, Fixture, joins, paper } from '../support/browser/room.ts';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { somebody, Visitor } from '../support/server/server-process.ts';

const LONG = 'W'.repeat(80);

let fixture: Fixture;
let priya: Person;
let bob: Person;
let path: string;

beforeAll(async () => {
  fixture = await Fixture.set();
  [priya, bob] = await Promise.all([fixture.administrator('Priya N'), fixture.comes('Bob L')]);
  path = await declare(priya, 'Checkout fails for customers in the EU', 2);
});

strikesAfterwards(() => fixture);

const room = (): string => path.split('/').at(-1) ?? '';
const log = ({ page }: Person): Locator => page.getByRole('log');

async function says({ page }: Person, text: string): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

describe.sequential('lines as people read them', () => {
  it('JR360 words are found in the whole log, also in what is not loaded, and the line is gone to', async () => {
    const { token } = await somebody(fixture.server, 'Kim R');
    const kim = await Visitor.come(fixture.server, token);
    await kim.enter(room());
    const say = (text: string) => kim.command(room(), { id: randomUUID(), type: 'timeline.note', data: { text } });
    await say('the needle is in db-7');
    for (let line = 0; line < 160; line += 1) await say(`hay ${line}`);
    kim.leave();
    await joins(bob, path);
    await sees(log(bob).getByText('hay 159'));
    await bob.page.keyboard.press('f');
    const dialog = bob.page.getByRole('dialog', { name: 'Find in the log' });
    await dialog.getByLabel('Words of a line, or a name').fill('needle db-7');
    await sees(dialog.getByText('1 found'));
    await dialog.getByRole('button', { name: /the needle is in db-7/ }).click();
    await sees(log(bob).locator('[data-found="true"]').getByText('the needle is in db-7'));
    await bob.page.keyboard.press('f');
    await dialog.getByLabel('Words of a line, or a name').fill('nothing says this');
    await sees(dialog.getByText('No line has all these words.'));
    await bob.page.keyboard.press('Escape');
  });

  it('JR361 an address in the chat and on the timeline can be pressed, is not fetched before, and the mark of a promoted line is in its margin', async () => {
    const asked: string[] = [];
    bob.page.on('request', (request) => void asked.push(new URL(request.url()).host));
    await says(priya, 'TL graph (https://grafana.example/d/1), not javascript:alert(1)');
    await bob.page.keyboard.press('g');
    await bob.page.keyboard.press('c');
    const link = log(bob).getByRole('link', { name: 'https://grafana.example/d/1', exact: true });
    await sees(link);
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer');
    expect(await log(bob).getByRole('link').count()).toBe(1);
    await sees(log(bob).getByRole('img', { name: 'Also on the timeline' }));
    expect(await log(bob).getByText('on the timeline', { exact: true }).count()).toBe(0);
    await bob.page.getByRole('tab', { name: 'Timeline' }).click();
    await sees(link);
    expect(asked).not.toContain('grafana.example');
  });

  it('JR362 a person who reads local time reads it inside sentences and refusals too, and UTC again when they choose that', async () => {
    const cdp = await bob.context.newCDPSession(bob.page);
    await cdp.send('Emulation.setTimezoneOverride', { timezoneId: 'Asia/Kolkata' });
    await joins(bob, path);
    await priya.page.keyboard.press('Escape');
    await priya.page.keyboard.press('p');
    await priya.page.getByRole('dialog').getByRole('textbox').first().fill('Roll back 812');
    await priya.page.getByRole('button', { name: 'Ask: any strong objections?' }).click();
    const line = log(bob).getByRole('article').filter({ hasText: 'proposed: Roll back 812.' });
    await sees(line.getByText(/before \d\d:\d\d:\d\d UTC\?/));
    const utc = /before (\d\d):(\d\d):(\d\d) UTC/.exec((await line.textContent()) ?? '') ?? [];
    const minutes = (Number(utc[1]) * 60 + Number(utc[2]) + 330) % 1440;
    const two = (value: number): string => String(value).padStart(2, '0');
    const local = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${utc[3]}`;
    await bob.page.keyboard.press('z');
    await sees(line.getByText(`before ${local}?`));
    const refused = bob.page.getByRole('tooltip').filter({ visible: true });
    const status = bob.page.locator('header').getByRole('button', { name: 'Investigating' });
    await status.hover();
    await sees(refused.getByText(/has had command since \d\d:\d\d:\d\d\./));
    await bob.page.keyboard.press('z');
    await sees(line.getByText(/before \d\d:\d\d:\d\d UTC\?/));
    await sees(refused.getByText(/has had command since \d\d:\d\d:\d\d UTC\./));
  });

  it('JR363 every button that is only a picture has a name', async () => {
    await sees(
      log(priya)
        .getByText('hay 159')
        .or(priya.page.getByRole('tab', { name: 'Timeline' })),
    );
    const nameless = await priya.page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button, a[href], [role="button"]')]
        .filter((each) => each.checkVisibility() && (each.textContent ?? '').trim() === '')
        .filter((each) => (each.getAttribute('aria-label') ?? '').trim() === '')
        .map((each) => each.outerHTML.slice(0, 200)),
    );
    expect(nameless).toEqual([]);
  });

  it('JR364 eighty letters without a space break nothing: title, name, impact, task, chat, timeline, document, toast and lobby', async () => {
    const li = await fixture.comes(LONG);
    await li.page.goto('/');
    const long = await declare(li, LONG, 2);
    await li.page.getByRole('button', { name: 'Edit: Impact' }).click();
    await li.page.getByRole('textbox', { name: 'Impact' }).fill(LONG);
    await li.page.getByRole('button', { name: 'Save' }).click();
    await li.page.keyboard.press('t');
    await li.page.getByLabel('Who does what, and for how long').fill(`I ${'m'.repeat(80)} 5m`);
    await li.page.keyboard.press('Enter');
    await seesNoMore(li.page.getByRole('dialog'));
    await says(li, `TL ${LONG}`);
    await paper(li).click();
    await li.page.keyboard.type(LONG);
    for (const size of [
      { width: 1280, height: 800 },
      { width: 390, height: 844 },
    ])
      for (const place of [long, '/']) {
        await li.page.setViewportSize(size);
        await li.page.goto(place);
        await sees(li.page.getByText(LONG).filter({ visible: true }));
        if (place === long) expect(await scrolls(li), `the page scrolls at ${size.width}`).toBe(false);
        expect(await wide(li), `${place} at ${size.width}`).toEqual([]);
      }
  });

  it('JR374 in what is found the name of a person has one line, beside the words or below them', async () => {
    await bob.page.goto('/');
    await joins(bob, path);
    await says(bob, `TL ${'the replicas of the order database in Frankfurt lag behind by minutes, '.repeat(3)}`);
    await sees(log(bob).getByText(/order database in Frankfurt/));
    await bob.page.keyboard.press('Escape');
    await bob.page.keyboard.press('f');
    const dialog = bob.page.getByRole('dialog', { name: 'Find in the log' });
    await dialog.getByLabel('Words of a line, or a name').fill('Frankfurt lag');
    const row = dialog.getByRole('button', { name: /replicas/ }).first();
    for (const width of [1280, 390]) {
      await bob.page.setViewportSize({ width, height: 800 });
      await sees(row);
      const [words, name] = await row.evaluate((each) =>
        [...each.children].slice(1).map((part) => part.getBoundingClientRect().toJSON() as DOMRect),
      );
      expect(name?.height).toBeLessThan(30);
      expect(width === 1280 ? name?.left : name?.top).toBeGreaterThanOrEqual(
        (width === 1280 ? words?.right : words?.bottom) ?? Infinity,
      );
    }
  });
});

/** What stands over the right edge of the window, or of a part that does not scroll sideways on purpose. */
const wide = ({ page }: Person): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((each) => each.checkVisibility() && each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0)
      .filter((each) => ['auto', 'scroll'].includes(getComputedStyle(each).overflowX))
      .map((each) => {
        const end = each.getBoundingClientRect().right;
        const over = [...each.querySelectorAll('*')].filter((inner) => inner.getBoundingClientRect().right > end + 1);
        return `${each.className}: ${each.scrollWidth} > ${each.clientWidth}, ${over.map((inner) => `${inner.tagName}.${inner.className}`).join(' ')}`;
      }),
  );
