/**
 * Journeys of two people at one line of the document: one types into it while the other makes it a heading, a list,
 * code or a task, joins it, indents it, or undoes. Every letter is there afterwards, once, in its place, on both
 * screens.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { DocumentGate } from '../support/browser/document-gate.ts';
import { paper, twoAtTheDocument, type Fixture } from '../support/browser/room.ts';
import { sees, type Person } from '../support/browser/browser.ts';
import { until } from '../support/server/private-redis.ts';

/** The editor's own shortcuts, by what they make of a line. */
const MAKES = {
  heading: 'Control+Alt+2',
  bullets: 'Control+Shift+8',
  code: 'Control+Alt+c',
  tasks: 'Control+Shift+9',
  quote: 'Control+Shift+b',
} as const;

let fixture: Fixture;
let priya: Person;
let bob: Person;
let gate: DocumentGate;

beforeAll(async () => {
  ({ fixture, priya, bob } = await twoAtTheDocument());
  gate = await DocumentGate.before(bob);
  await bob.page.reload();
  await sees(bob.page.getByText('saved', { exact: true }));
}, 120_000);

strikesAfterwards(() => fixture);

/** Without the names at others' carets. */
const linesOf = (person: Person): Promise<string[]> =>
  paper(person).evaluate((element) =>
    [...element.querySelectorAll('p, h1, h2, h3, pre')].map((line) => {
      const copy = line.cloneNode(true) as HTMLElement;
      for (const drawn of copy.querySelectorAll('[aria-hidden="true"]')) drawn.remove();
      return copy.textContent ?? '';
    }),
  );
const bothRead = (line: string): Promise<void> =>
  until(
    `both read "${line}"`,
    async () =>
      (await Promise.all([priya, bob].map(linesOf))).every(
        (lines) => lines.filter((each) => each === line).length === 1,
      ),
    30_000,
  );

/** A new line at the end; the caret stays behind it. */
async function writes({ page }: Person, text: string): Promise<void> {
  await paper({ page }).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Alt+0');
  await page.keyboard.type(text);
}

/** Behind the last letter of a line that someone else began. */
async function goesBehind(person: Person, text: string): Promise<void> {
  const at = (await linesOf(person)).indexOf(text);
  await paper(person).locator('p, h1, h2, h3, pre').nth(at).click();
  await person.page.keyboard.press('End');
}

describe.sequential('journeys of two people at one line', () => {
  it('JR205 undoing all of a list item leaves what someone else wrote into it', async () => {
    await writes(priya, 'above');
    await priya.page.keyboard.press('Enter');
    await priya.page.keyboard.type('- one');
    await bothRead('one');
    await goesBehind(bob, 'one');
    await bob.page.keyboard.type(' two by B');
    await bothRead('one two by B');
    for (let time = 0; time < 12; time += 1) await priya.page.keyboard.press('Control+z');
    await until(
      'both read only what Bob wrote',
      async () =>
        (await Promise.all([priya, bob].map(linesOf))).every(
          (lines) =>
            lines.filter((line) => line.includes(' two by B')).length === 1 &&
            !lines.some((line) => line.includes('one')),
        ),
      30_000,
    );
    for (let time = 0; time < 12; time += 1) await priya.page.keyboard.press('Control+y');
    await bothRead('one two by B');
  });

  for (const [what, key] of Object.entries(MAKES)) {
    it(`JR206 a sentence typed while someone makes its line something else (${what}) and plain again is in it, complete and in order`, async () => {
      const begin = `db-7 is slow since deploy 812, ${what}:`;
      await writes(priya, begin);
      await bothRead(begin);
      await goesBehind(bob, begin);
      const words = ' forty percent of the card payments in the EU fail';
      const typing = bob.page.keyboard.type(words, { delay: 12 });
      for (let time = 0; time < 3; time += 1) {
        await priya.page.keyboard.press(key);
        await priya.page.keyboard.press(key);
      }
      await typing;
      await bothRead(begin + words);
      await bob.page.keyboard.type('!');
      await bothRead(`${begin}${words}!`);
    });
  }

  it('JR207 words that were typed without a connection come back into the line that is something else by now', async () => {
    for (const [what, key] of Object.entries(MAKES)) {
      const begin = `off the line, ${what}`;
      await writes(priya, begin);
      await bothRead(begin);
      await goesBehind(bob, begin);
      await gate.shut();
      await bob.page.keyboard.type(' offline words');
      await priya.page.keyboard.press(key);
      await sees(priya.page.getByText('saved', { exact: true }));
      gate.open();
      await bothRead(`${begin} offline words`);
      // Enter does not end a line of code.
      await priya.page.keyboard.press(key);
    }
  });

  it('ED120 "- [ ] " at the start of a line makes it a task, ticked with an x, and what another types in it meanwhile stays', async () => {
    const tasks = (person: Person) => paper(person).locator('li[data-checked]');
    await writes(priya, 'check the fax');
    await bothRead('check the fax');
    await goesBehind(bob, 'check the fax');
    await gate.shut();
    await bob.page.keyboard.type(' twice');
    await priya.page.keyboard.press('Home');
    await priya.page.keyboard.type('- [ ] ');
    await sees(tasks(priya).filter({ hasText: 'check the fax' }));
    await sees(priya.page.getByText('saved', { exact: true }));
    gate.open();
    await bothRead('check the fax twice');
    await sees(tasks(bob).filter({ hasText: 'check the fax twice' }));
    await writes(priya, '- [x] page the provider');
    await bothRead('page the provider');
    await sees(paper(bob).locator('li[data-checked="true"]').filter({ hasText: 'page the provider' }));
    await writes(priya, '- one point');
    await priya.page.keyboard.press('Enter');
    await priya.page.keyboard.type('[ ] the next one');
    await bothRead('the next one');
    await sees(tasks(bob).filter({ hasText: 'the next one' }));
    expect(await paper(bob).locator('li:not([data-checked])').filter({ hasText: 'one point' }).count()).toBe(1);
  });

  it('JR208 what someone types while the line is joined to the one above is where it was typed', async () => {
    await writes(priya, 'upper');
    await priya.page.keyboard.press('Enter');
    await priya.page.keyboard.type('lower');
    await bothRead('lower');
    await goesBehind(bob, 'lower');
    await gate.shut();
    await bob.page.keyboard.type(' and more');
    await priya.page.keyboard.press('Home');
    await priya.page.keyboard.press('Backspace');
    await sees(priya.page.getByText('saved', { exact: true }));
    gate.open();
    await bothRead('upperlower and more');
    expect([...priya.complaints, ...bob.complaints].filter((line) => !/WebSocket|ERR_/.test(line))).toEqual([]);
  });
});
