/**
 * Journeys of two people's carets in one document: each letter appears at its writer's caret, however fast the keys
 * follow each other and wherever the other writes.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { DOCUMENT_ROOT } from '../../shared/scribe/words.ts';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { paper, twoAtTheDocument, type Fixture } from '../support/browser/room.ts';
import { Author } from '../support/browser/long-document.ts';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';
import { somebody } from '../support/server/server-process.ts';

const AT_LAST = { timeout: 30_000 };

let fixture: Fixture;
let priya: Person;
let bob: Person;

beforeAll(async () => {
  ({ fixture, priya, bob } = await twoAtTheDocument());
}, 120_000);

strikesAfterwards(() => fixture);

/** The lines, without the names at others' carets. */
const words = (person: Person) =>
  paper(person).evaluate((text) =>
    [...text.children].map((line) => {
      const copy = line.cloneNode(true) as Element;
      for (const flag of copy.querySelectorAll('[aria-hidden]')) flag.remove();
      return copy.textContent;
    }),
  );

const haveLine = async (line: string): Promise<void> => {
  for (const person of [priya, bob]) await expect.poll(() => words(person), AT_LAST).toContain(line);
};

/** A browser that is slow to paint: the next frame comes after all of the keys that follow. */
const paintsLate = (): Promise<void> =>
  priya.page.evaluate(() => {
    const soon = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (draw) => window.setTimeout(() => soon(draw), 1_000);
    Object.assign(window, { paintsAgain: () => (window.requestAnimationFrame = soon) });
  });

describe.sequential('carets of two people in the scribe document', () => {
  it('JR105 keys that come faster than the browser paints land where the caret is, in new lines and after a jump over the document', async () => {
    const { keyboard } = priya.page;
    const lines = Array.from({ length: 20 }, (_, at) => `lag ${at} s and falling`);
    await keyboard.press('Control+End');
    for (const line of lines) {
      await keyboard.type(line);
      await keyboard.press('Enter');
    }
    await keyboard.type('last');
    // Each jump is followed at once by a key that acts at the caret.
    for (const [jump, written] of [
      ['Control+Home', 'up'],
      ['Control+End', 'down'],
      ['Control+Home', 'up again'],
      ['Control+End', 'down again'],
    ] as const) {
      await keyboard.press(jump);
      await keyboard.press('Enter');
      await keyboard.type(written);
    }
    await haveLine('down again');
    const read = await words(bob);
    expect(read.slice(0, 3)).toEqual(['', 'up again', 'upWhat we know']);
    expect(read.slice(-23)).toEqual([...lines, 'last', 'down', 'down again']);
  });

  it('JR106 a caret stays between its two letters while someone else writes in front of it, in the same line and above', async () => {
    const [ana, ben] = [priya.page.keyboard, bob.page.keyboard];
    await ana.press('Enter');
    await ana.type('hello world');
    await haveLine('hello world');
    await paper(bob).getByText('hello world').click();
    await ben.press('End');
    await sees(paper(priya).locator('[aria-hidden]').getByText(/Bob L/));
    await ana.press('Home');
    for (const letter of 'so, ') {
      await ana.type(letter);
      await ben.type('!');
    }
    await haveLine('so, hello world!!!!');
    await ben.press('ArrowLeft');
    for (const key of ['ArrowUp', 'End', 'Enter']) await ana.press(key);
    await ana.type('above');
    await haveLine('above');
    await ben.type('?');
    await haveLine('so, hello world!!!?!');
  });

  it("JR109 another person's caret stays in sight, and in front of what you write there, while you type and delete beside it and press Enter elsewhere", async () => {
    const [ana, ben] = [priya.page.keyboard, bob.page.keyboard];
    await ben.press('End');
    await ben.press('Enter');
    await ben.type('ben stands here');
    await haveLine('ben stands here');
    const flag = paper(priya).locator('[aria-hidden]').getByText(/Bob L/);
    const wordsBefore = () =>
      flag.evaluate((each) => {
        const range = document.createRange();
        const line = each.closest('p') as Element;
        range.setStart(line, 0);
        range.setEndBefore(each.parentElement as Element);
        return range.toString();
      });
    await paper(priya).getByText('ben stands here').click();
    await ana.press('End');
    await ana.type('XY');
    await haveLine('ben stands hereXY');
    await expect.poll(wordsBefore, AT_LAST).toBe('ben stands here');
    for (const key of ['Backspace', 'Backspace', 'Home', 'ArrowUp', 'Home', 'Enter']) await ana.press(key);
    await haveLine('ben stands here');
    await expect.poll(wordsBefore, AT_LAST).toBe('ben stands here');
    expect([priya, bob].flatMap(({ complaints }) => complaints)).toEqual([]);
  });

  it("JR113 a caret that was moved by an arrow stays there, however often others' carets are redrawn meanwhile", async () => {
    const [ana, ben] = [priya.page.keyboard, bob.page.keyboard];
    const rounds = 80;
    await paper(bob).click();
    await ben.press('Control+End');
    await ben.press('Enter');
    const flag = paper(bob)
      .locator('[aria-hidden]')
      .getByText(/Priya N/);
    let [isWriting, moves] = [true, 0];
    const writing = async (): Promise<void> => {
      for (let round = 0; round < rounds; round += 1)
        for (const key of ['a', 'b', 'ArrowLeft', 'c', 'End']) await ben.press(key);
    };
    const moving = async (): Promise<void> => {
      for (; isWriting; moves += 1) await ana.press(moves % 2 === 0 ? 'ArrowLeft' : 'ArrowRight');
    };
    await sees(flag);
    await Promise.all([writing().finally(() => (isWriting = false)), moving()]);
    expect(moves).toBeGreaterThan(rounds);
    await haveLine('acb'.repeat(rounds));
  });

  it('JR111 what is typed right after the keys that lead to the document, to its find bar and back is there from its first letter', async () => {
    const { keyboard } = priya.page;
    await paintsLate();
    await keyboard.press('Control+End');
    await keyboard.press('Enter');
    await keyboard.type('errors: ');
    await keyboard.press('F6');
    expect(await paper(priya).evaluate((text) => text.contains(document.activeElement))).toBe(false);
    await keyboard.press('s');
    await keyboard.type('none now');
    await haveLine('errors: none now');
    await keyboard.press('Control+f');
    await keyboard.type('none');
    await keyboard.press('Escape');
    await keyboard.type('a few');
    await haveLine('errors: a few now');
    await priya.page.evaluate('paintsAgain()');
    expect(priya.complaints).toEqual([]);
  });

  it("JR112 an address becomes a link where it is typed, and no one else's editor makes one of what someone wrote", async () => {
    const ana = new Author(
      fixture.server,
      new URL(priya.page.url()).pathname.split('/').at(-1) ?? '',
      await somebody(fixture.server, 'Ana R'),
    );
    await ana.synced();
    const line = new Y.XmlElement('paragraph');
    line.insert(0, [new Y.XmlText('see https://status.example.com')]);
    ana.doc.getXmlFragment(DOCUMENT_ROOT).insert(0, [line]);
    await haveLine('see https://status.example.com');
    await priya.page.keyboard.press('Control+End');
    await priya.page.keyboard.press('Enter');
    await priya.page.keyboard.type('and https://pay.example.com now');
    await haveLine('and https://pay.example.com now');
    await bob.page.keyboard.press('Control+End');
    await bob.page.keyboard.type(' and later');
    await haveLine('and https://pay.example.com now and later');
    for (const person of [priya, bob])
      expect(await paper(person).getByRole('link').allInnerTexts()).toEqual(['https://pay.example.com']);
    ana.leave();
  });

  it('JR368 what is typed right after the key that opens a dialog is in its field from its first letter', async () => {
    const { keyboard } = priya.page;
    await keyboard.press('F6');
    await paintsLate();
    for (const [key, kind] of [
      ['t', 'INPUT'],
      ['u', 'TEXTAREA'],
      ['p', 'TEXTAREA'],
      ['f', 'INPUT'],
    ] as const) {
      await keyboard.press(key);
      await keyboard.type('abc');
      expect(
        await priya.page.evaluate(() => {
          const field = document.activeElement as HTMLInputElement;
          return `${field.tagName} ${field.value}`;
        }),
        key,
      ).toBe(`${kind} abc`);
      await keyboard.press('Escape');
      await seesNoMore(priya.page.getByRole('dialog'));
    }
    await priya.page.goto('/');
    await priya.page.getByRole('button', { name: 'Document template' }).click();
    // Its text comes after the dialog.
    const headings = priya.page.getByRole('textbox', { name: 'Headings' });
    await sees(headings.and(priya.page.locator(':focus')));
    expect(priya.complaints).toEqual([]);
  });
});
