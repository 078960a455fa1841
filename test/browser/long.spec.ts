/**
 * Journeys through a document of many hundred lines: who wrote a line and when is shown beside it after any scrolling,
 * and in print.
 */
import { expect, describe, it, beforeAll } from 'vitest';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { inRoom, paper, Fixture } from '../support/browser/room.ts';
import { Author, writeLines } from '../support/browser/long-document.ts';
import { sees, type Person } from '../support/browser/browser.ts';
import { declareRoom, somebody } from '../support/server/server-process.ts';

const LINES = 900;

let fixture: Fixture;
let priya: Person;

beforeAll(async () => {
  fixture = await Fixture.set();
  const [ana, li] = [await somebody(fixture.server, 'Ana R'), await somebody(fixture.server, 'Li W')];
  const room = await declareRoom(fixture.server, ana, { title: 'A long night' });
  const authors = [new Author(fixture.server, room, ana), new Author(fixture.server, room, li)] as const;
  await writeLines(authors, LINES);
  for (const author of authors) author.leave();
  priya = await fixture.comes('Priya N');
  await priya.page.goto(`/rooms/${room}`);
  await inRoom(priya);
  await sees(line(1));
}, 120_000);

strikesAfterwards(() => fixture);

const line = (number: number) => paper(priya).getByText(`(${number})`);
/** As in the document: a minute has eight or nine lines, and authors change every twenty. */
const stamps = (from: number, to: number) =>
  paper(priya).evaluate(
    (text, [first, last]) => {
      const numberOf = (block: Element): number => Number(/\((\d+)\)$/.exec(block.textContent)?.[1] ?? 0);
      return [...text.children]
        .filter((block) => block.hasAttribute('data-at') && numberOf(block) >= first && numberOf(block) <= last)
        .map((block) => `${numberOf(block)} ${block.getAttribute('data-by') ?? ''}`);
    },
    [from, to] as const,
  );

describe.sequential('journeys through a long document', () => {
  it('JR107 who wrote a line and when is shown beside it after any scroll or jump, also when lines are inserted above', async () => {
    const { keyboard } = priya.page;
    await expect.poll(() => stamps(1, 25)).toEqual(['1 AR', '10 AR', '19 AR', '21 LW']);
    await line(500).evaluate((block) => block.scrollIntoView({ block: 'center' }));
    await expect.poll(() => stamps(480, 505)).toEqual(['481 AR', '490 AR', '499 AR', '501 LW']);
    await line(500).click();
    await keyboard.press('Control+Home');
    for (let pressed = 0; pressed < 4; pressed += 1) await keyboard.press('Enter');
    await keyboard.press('Control+End');
    await sees(line(LINES));
    await expect.poll(() => stamps(881, LINES)).toEqual(['881 AR', '884 AR', '893 AR']);
    await keyboard.press('Control+Home');
    await expect.poll(() => stamps(1, 25)).toEqual(['1 AR', '10 AR', '19 AR', '21 LW']);
  });

  it('JR108 on paper authors and times are beside the whole document, as on the screen', async () => {
    await priya.page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    await expect.poll(async () => (await stamps(1, LINES)).length).toBeGreaterThan(LINES / 10);
    expect(await stamps(480, 505)).toHaveLength(4);
    await priya.page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await expect.poll(() => stamps(480, 505)).toEqual([]);
  });

  it('JR110 Ctrl+Home and Ctrl+End take the caret along over many hundred lines, however quickly someone types', async () => {
    const { keyboard } = priya.page;
    await line(450).click();
    for (let turn = 0; turn < 6; turn += 1) {
      await keyboard.press('Control+End');
      await keyboard.type(`<${turn}`);
      await keyboard.press('Control+Home');
      await keyboard.type(`>${turn}`);
    }
    const ends = () =>
      paper(priya).evaluate((text) =>
        [text.firstElementChild, text.lastElementChild].map((block) => block?.textContent),
      );
    await expect.poll(async () => (await ends())[0]).toMatch(/^>5>4>3>2>1>0/);
    expect((await ends())[1]).toMatch(/<0<1<2<3<4<5$/);
  });
});
