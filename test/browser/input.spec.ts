/**
 * Journeys of people who write with an input method (Japanese, Korean, Chinese), while others write too: composed text
 * is there once, in its place, and the input method's keys do nothing else in the page.
 */
import type { CDPSession, Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { paper, twoAtTheDocument, type Fixture } from '../support/browser/room.ts';
import { sees, type Person } from '../support/browser/browser.ts';
import { until } from '../support/server/private-redis.ts';

let fixture: Fixture;
let priya: Person;
let bob: Person;
let method: CDPSession;

beforeAll(async () => {
  ({ fixture, priya, bob } = await twoAtTheDocument());
  method = await priya.context.newCDPSession(priya.page);
}, 120_000);

strikesAfterwards(() => fixture);

/** Including the letters that are underlined and may still change. */
async function begins(...steps: readonly string[]): Promise<void> {
  for (const text of steps)
    await method.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
}

const chooses = (text: string) => method.send('Input.insertText', { text });

const WORDS = [
  [['k'], 'か'],
  [['ㅎ', '하', '한'], '한'],
  [['n', 'ni', 'nih', 'nihao'], '你好'],
] as const;

/** The text of each line that has some, without carets and marks. */
const linesOf = (person: Person): Promise<string[]> =>
  paper(person)
    .locator('p, h1, h2, h3, pre')
    .evaluateAll((lines) =>
      lines
        .map((line) => {
          const words = line.cloneNode(true) as Element;
          for (const drawn of words.querySelectorAll('[aria-hidden], button')) drawn.remove();
          return (words.textContent ?? '').trim();
        })
        .filter((text) => text !== ''),
    );
const line = (person: Person, text: string) => paper(person).locator('p').filter({ hasText: text });

async function onNewLine(person: Person, text = ''): Promise<void> {
  await paper(person).press('Control+End');
  await person.page.keyboard.press('Enter');
  if (text !== '') await person.page.keyboard.type(text);
}

/** Both screens show exactly these lines at the end. */
async function bothEndWith(...lines: readonly string[]): Promise<void> {
  for (const person of [priya, bob])
    await until(
      `${lines.join(' | ')} on both screens`,
      async () => (await linesOf(person)).slice(-lines.length).join('\n') === lines.join('\n'),
    ).catch(async (problem: unknown) => {
      throw new Error(`${String(problem)}: ${(await linesOf(person)).join(' | ')}`);
    });
}

describe.sequential('journeys with an input method', () => {
  it('JR115 what an input method composes appears once: below the headings of the template, in an empty line, a heading, a decision, a list and a block of code', async () => {
    const { keyboard } = priya.page;
    await paper(priya).press('Control+Home');
    await keyboard.press('ArrowDown');
    await begins('k');
    await chooses('か');
    const shown = async (): Promise<string> => (await linesOf(bob)).slice(0, 3).join(' | ');
    const right = 'What we know | か | What we tried';
    await until(right, async () => (await shown()) === right).catch(async (problem: unknown) => {
      throw new Error(`${String(problem)}: ${await shown()}`);
    });
    const wanted: string[] = [];
    for (const [start, ...words] of [
      ['', ...WORDS],
      ['## ', ...WORDS],
      ['/dec', WORDS[0]],
      ['- ', ...WORDS],
      ['```ts ', WORDS[1]],
    ] as const) {
      for (const [steps, word] of words) {
        await onNewLine(priya, start);
        if (start === '/dec') await keyboard.press('Enter');
        await begins(...steps);
        await chooses(word);
        wanted.push(word);
        if (start === '- ') await keyboard.press('Enter');
      }
      if (start === '- ') await keyboard.press('Enter');
    }
    await bothEndWith('Ruled out', ...wanted);
  });

  it('JR116 beside a word that is being composed others write in other lines at once, and in the same line as soon as it is finished; nothing is doubled', async () => {
    await priya.page.keyboard.press('ArrowDown');
    await onNewLine(priya, 'TL seen by ');
    await bothEndWith('TL seen by');
    await begins('n', 'ni');
    // His caret goes behind what is there; what came right then would be behind it, and go along to the next line.
    await sees(line(bob, 'TL seen by ni'));
    await onNewLine(bob, 'elsewhere');
    await sees(line(priya, 'elsewhere'));
    await bothEndWith('TL seen by ni', 'elsewhere');
    // In the middle of her text, and onto the timeline, which changes the line itself.
    await line(bob, 'TL seen by').click();
    await bob.page.keyboard.press('Home');
    for (let step = 0; step < 3; step += 1) await bob.page.keyboard.press('ArrowRight');
    await bob.page.keyboard.type('was ');
    await bob.page.keyboard.press('Alt+Enter');
    await sees(paper(bob).locator('p[data-entry]').filter({ hasText: 'TL was seen by' }));
    await onNewLine(bob, 'last');
    await begins('nih', 'nihao');
    await until('bob sees the letters so far', async () => (await linesOf(bob)).includes('TL was seen by nihao'));
    expect(await line(priya, 'was').count()).toBe(0);
    await chooses('你好');
    await bothEndWith('TL was seen by 你好', 'elsewhere', 'last');
  });

  it('JR117 the keys by which an input method chooses send, choose, close and leave nothing: in the chat, on the timeline, in a task, the palette, a find line and the document, also Safari’s Enter after the word', async () => {
    const { page } = priya;
    // Safari's key events, and those of other browsers during composition.
    const chosen = (field: Locator) =>
      field.evaluate((element) => {
        for (const isComposing of [false, true])
          for (const key of ['Enter', 'ArrowDown', 'Tab', 'Escape'])
            for (const ctrlKey of [false, true]) {
              element.dispatchEvent(
                new KeyboardEvent('keydown', {
                  key,
                  ctrlKey,
                  isComposing,
                  keyCode: isComposing ? 13 : 229,
                  bubbles: true,
                  cancelable: true,
                }),
              );
            }
      });
    const keeps = async (field: Locator, word: string, then: (field: Locator) => Promise<unknown>): Promise<void> => {
      await field.focus();
      await begins(...WORDS[0][0]);
      await method.send('Input.dispatchKeyEvent', {
        type: 'keyDown',
        key: 'Enter',
        code: 'Enter',
        windowsVirtualKeyCode: 229,
      });
      await chooses(word);
      await chosen(field);
      expect([await field.inputValue(), await field.evaluate((element) => element === document.activeElement)]).toEqual(
        [word, true],
      );
      await then(field);
    };
    const sends = (field: Locator) => field.press('Enter');
    await page.getByRole('tab', { name: 'Chat' }).click();
    await keeps(page.getByRole('textbox', { name: 'Message' }), '会話', sends);
    await sees(page.getByText('会話'));
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await keeps(page.getByRole('textbox', { name: 'Timeline line' }), '記録', sends);
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('combobox', { name: 'What do you want to do?' });
    await keeps(palette, '検索', async (field) => {
      await field.fill('assign a task');
      await sends(field);
    });
    await keeps(page.getByRole('textbox', { name: 'Who does what, and for how long' }), '確認', (field) =>
      field.press('Escape'),
    );
    await paper(priya).press('Control+f');
    await keeps(page.getByRole('textbox', { name: 'Find in the document' }), '捜', (field) => field.press('Escape'));
    await onNewLine(priya, '@b');
    await sees(page.locator('[role="option"][aria-selected="true"]'));
    await chosen(paper(priya));
    expect(await page.locator('[role="option"][aria-selected="true"]').count()).toBe(1);
    await page.keyboard.press('Enter');
    await bothEndWith('@Bob L');
    await chosen(paper(priya));
    await bothEndWith('@Bob L');
  });

  it('JR118 a word that stays unfinished holds back the words of others for a few seconds only, and is then accepted as it is', async () => {
    await onNewLine(priya, 'stays ');
    await begins('k', 'か');
    await bothEndWith('stays か');
    await line(bob, 'stays').click();
    await bob.page.keyboard.press('Home');
    await bob.page.keyboard.type('it ');
    await bothEndWith('it stays か');
    await priya.page.keyboard.type('!');
    await bothEndWith('it stays か!');
  });
});
