/**
 * Journeys of pictures and files attached to lines of the timeline: seen by everyone in the room at once, in a place of
 * a fixed size, opened in full, and never executed.
 */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Attachment } from '../../shared/attachment.ts';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { declare, joins, Fixture } from '../support/browser/room.ts';
import { png } from '../support/domain/pictures.ts';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';
import { until } from '../support/server/private-redis.ts';

let fixture: Fixture;
let priya: Person;
let dana: Person;
let path: string;

beforeAll(async () => {
  fixture = await Fixture.set();
  priya = await fixture.administrator('Priya N');
  dana = await fixture.comes('Dana F', { as: 'observer' });
  path = await declare(priya, 'Checkout fails for customers in the EU', 2);
  await joins(dana, path);
  // Before someone has joined, the browser logs the answer that it isn't signed in.
  for (const person of [priya, dana]) person.complaints.splice(0);
});

strikesAfterwards(() => fixture);

const room = (): string => path.slice('/rooms/'.length);
const lines = ({ page }: Person) => page.getByRole('log');

/** Like the page itself: with the cookie, from its own origin. */
async function adds({ page }: Person, name: string, bytes: Buffer): Promise<Attachment> {
  const sent = {
    address: `/api/rooms/${room()}/attachments?name=${encodeURIComponent(name)}`,
    base64: bytes.toString('base64'),
  };
  return page.evaluate(async ({ address, base64 }) => {
    const body = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    return (await (await fetch(address, { method: 'POST', body })).json()) as Attachment;
  }, sent);
}

async function notes({ page }: Person, text: string, attachments: readonly Attachment[]): Promise<void> {
  const command = { id: randomUUID(), type: 'timeline.note', data: { text, attachments } };
  const status = await page.evaluate(
    async ([address, body]) =>
      (
        await fetch(address as string, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: body as string,
        })
      ).status,
    [`/api/rooms/${room()}/commands`, JSON.stringify(command)],
  );
  expect(status).toBe(200);
}

describe.sequential('journeys of attachments', () => {
  it('AT21 a picture is beside its line in a place of one size, opens in full within the window, and Esc brings the line back', async () => {
    const graph = await adds(priya, 'error rate.png', png(9000, 300));
    await notes(priya, 'Errors climb since 03:10', [graph]);
    for (const person of [priya, dana]) {
      const thumbnail = lines(person).getByRole('button', { name: 'error rate.png' });
      await sees(thumbnail);
      await person.page.waitForFunction(() =>
        [...document.images].every((image) => image.complete && image.naturalWidth === 9000),
      );
      expect(await thumbnail.getByRole('img').boundingBox()).toMatchObject({ width: 104, height: 66 });
      await thumbnail.click();
      const large = person.page.getByRole('dialog').getByRole('img', { name: 'error rate.png' });
      await sees(large);
      const box = await large.boundingBox();
      expect(box?.width).toBeGreaterThan(600);
      expect(box?.width).toBeLessThan(1280);
      await person.page.keyboard.press('Escape');
      await seesNoMore(large);
      expect(await thumbnail.evaluate((button) => button === document.activeElement)).toBe(true);
    }
  });

  it('AT22 a log opens as text whatever it says, a file is only offered for download, and a picture that is a page too runs nothing', async () => {
    const log = await adds(
      priya,
      'db-7.log',
      Buffer.from('03:10 \u001b[31mERROR\u001b[0m disk full\n03:11 <script>document.title = "ran"</script>\n'),
    );
    const page = await adds(
      priya,
      'status.html',
      Buffer.from('<!doctype html><script>document.title = "ran"</script>'),
    );
    const both = await adds(
      priya,
      'both.png',
      Buffer.concat([png(20, 20), Buffer.from('<!doctype html><script>document.title = "ran"</script>')]),
    );
    expect([log.type, page.type, both.type]).toEqual(['text/plain', 'application/octet-stream', 'image/png']);
    await notes(priya, 'What db-7 says', [log, page, both]);
    await lines(dana)
      .getByRole('button', { name: /db-7\.log/ })
      .click();
    const dialog = dana.page.getByRole('dialog');
    await sees(dialog.getByText('03:10 ERROR disk full'));
    expect(await dialog.innerText()).toContain('<script>document.title');
    await dana.page.keyboard.press('Escape');
    await lines(dana)
      .getByRole('button', { name: /status\.html/ })
      .click();
    await sees(dialog.getByText('This file can’t be shown here'));
    expect(await dialog.getByRole('link').allInnerTexts()).toEqual(['Download']);
    await dana.page.keyboard.press('Escape');
    const alone = await dana.context.newPage();
    const answer = await alone.goto(`/api/rooms/${room()}/attachments/${both.id}?name=both.html`);
    expect(answer?.headers()).toMatchObject({
      'content-type': 'image/png',
      'content-security-policy': "sandbox; default-src 'none'",
    });
    expect(await alone.title()).not.toBe('ran');
    await alone.close();
    expect([...priya.complaints, ...dana.complaints]).toEqual([]);
  });

  it('AT23 among many lines with pictures no line lies over another, before and after the pictures have come', async () => {
    const pictures = await Promise.all(
      [40, 80, 120, 160].map((shade) => adds(priya, `graph ${shade}.png`, png(300, 900, shade))),
    );
    for (let line = 0; line < 24; line += 1)
      await notes(
        priya,
        `Reading ${line}: ${'the queue grows. '.repeat(1 + (line % 5))}`,
        pictures.slice(0, 1 + (line % 4)),
      );
    await sees(lines(dana).getByText('Reading 23:'));
    for (const place of ['end', 'middle']) {
      await lines(dana).evaluate(
        (list, where) => list.scrollTo(0, where === 'end' ? list.scrollHeight : list.scrollHeight / 2),
        place,
      );
      await dana.page.waitForFunction(() =>
        [...document.images]
          .filter((image) => image.checkVisibility())
          .every((image) => image.complete || image.loading === 'lazy'),
      );
      // Lines that have just come into sight are measured with the next frame, and moved then.
      await until(`the lines at the ${place} lie one below another`, async () => {
        const boxes = await lines(dana)
          .locator('article')
          .evaluateAll((all) =>
            all.map((each) => each.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom] as const),
          );
        boxes.sort(([one], [other]) => one - other);
        return (
          boxes.length > 3 && boxes.every(([top], index) => index === 0 || top >= (boxes[index - 1]?.[1] ?? 0) - 1)
        );
      });
    }
  });
});
