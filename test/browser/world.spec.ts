/**
 * Journeys of names and words from all over the world: two people called Kim are told apart everywhere, names keep
 * their marks and letters, and words that are read from right to left turn nothing around them. One room, one story.
 */
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';
import { declare, Fixture, joins, paper } from '../support/browser/room.ts';
import { strikesAfterwards } from '../support/browser/teardown.ts';

const TITLE = 'تعطل الدفع (EU).';
const RIGHT_TO_LEFT = 'أوقفنا النشر 812.';
/** U+202E turns all that follows, to the end of the line. */
const TURNED = 'turned \u202e218 words';

let fixture: Fixture;
let reem: Person;
let kim: Person;
let other: Person;
let obrien: Person;

beforeAll(async () => {
  fixture = await Fixture.set();
  [reem, kim, other, obrien] = await Promise.all([
    fixture.administrator('ريم حداد'),
    fixture.comes('Kim'),
    fixture.comes('Kim'),
    fixture.comes('Pat O’Brien'),
  ]);
  const path = await declare(reem, TITLE, 3);
  for (const person of [kim, other, obrien]) await joins(person, path);
  await reem.page.getByRole('button', { name: 'I have command' }).first().click();
});

strikesAfterwards(() => fixture);

const log = ({ page }: Person): Locator => page.getByRole('log');
const tasks = ({ page }: Person): Locator => page.getByRole('region', { name: 'Tasks' });
const dialog = ({ page }: Person): Locator => page.getByRole('dialog');
const says = async ({ page }: Person, words: string): Promise<void> => {
  await page.getByRole('tab', { name: 'Chat' }).click();
  await page.getByRole('textbox', { name: 'Message' }).fill(words);
  await page.getByRole('textbox', { name: 'Message' }).press('Enter');
};

/** Where words stand on the screen, from left to right. */
const placesOf = (within: Locator, words: readonly string[]): Promise<readonly number[]> =>
  within.first().evaluate((element, sought) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const left = new Map<string, number>();
    while (walker.nextNode() !== null) {
      const node = walker.currentNode;
      for (const word of sought) {
        const at = node.textContent?.indexOf(word) ?? -1;
        if (at === -1 || left.has(word)) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + word.length);
        left.set(word, range.getBoundingClientRect().left);
      }
    }
    return sought.map((word) => left.get(word) ?? Number.NaN);
  }, words);

const isInOrder = (places: readonly number[]): boolean =>
  places.every((place, index) => index === 0 || place > (places[index - 1] as number));

/** Characters for the reading direction, in what a program reads of the page: names, and texts that are copied. */
const marksIn = ({ page }: Person): Promise<readonly string[]> =>
  page.evaluate(() => {
    getSelection()?.selectAllChildren(document.body);
    const names = [...document.querySelectorAll('*')].flatMap((element) =>
      [...element.attributes].filter(({ name }) => name.startsWith('aria-')).map(({ value }) => value),
    );
    return [String(getSelection()), ...names].filter((words) => /[\u202a-\u202e\u2066-\u2069]/u.test(words));
  });

describe.sequential('journeys of names and words', () => {
  it('JR231 two people called Kim are told apart when a task is given, on the list, in the log, in an offer and after @', async () => {
    await reem.page.keyboard.press('t');
    await reem.page.getByLabel('Who does what, and for how long').fill('Kim check the replicas 5m');
    await dialog(reem)
      .getByRole('radio', { name: /^Kim \(2\)/ })
      .check();
    await dialog(reem).getByRole('button', { name: 'Assign to Kim (2)' }).click();
    await seesNoMore(dialog(reem));
    await sees(tasks(other).getByText('You'));
    await sees(tasks(kim).getByText('Kim (2)'));
    await sees(log(obrien).getByText('assigned “check the replicas” to Kim (2)'));

    await reem.page
      .getByRole('button', { name: /^Hand off/ })
      .first()
      .click();
    await dialog(reem)
      .getByRole('radio', { name: /^Kim \(1\)/ })
      .check();
    await dialog(reem).getByRole('radio', { name: 'Better' }).check({ force: true });
    await dialog(reem)
      .getByLabel(/If this happens/)
      .fill('p99 above 2 s again: fail over');
    await dialog(reem).getByRole('button', { name: 'Offer command' }).click();
    await seesNoMore(dialog(reem));
    await sees(reem.page.getByText('You offered command to Kim (1)'));

    await paper(reem).click();
    await reem.page.keyboard.type('asked @kim');
    await sees(reem.page.getByRole('option', { name: /Kim \(1\)/ }));
    await reem.page.getByRole('option', { name: /Kim \(2\)/ }).click();
    await sees(paper(obrien).getByText('@Kim (2)'));
  });

  it('JR232 words that are read from right to left, and a character that turns them, change the order of nothing else', async () => {
    await says(reem, RIGHT_TO_LEFT);
    await says(obrien, TURNED);
    const line = (words: string): Locator => log(reem).getByRole('article').filter({ hasText: words });
    await sees(line('turned'));
    expect(isInOrder(await placesOf(line('أوقفنا'), ['ريم', 'أوقفنا']))).toBe(true);
    expect(isInOrder(await placesOf(line('أوقفنا'), ['812', 'أوقفنا']))).toBe(true);
    expect(isInOrder(await placesOf(line('turned'), ['turned', '218', 'words']))).toBe(true);

    await reem.page.getByRole('tab', { name: 'Timeline' }).click();
    const given = log(reem).getByRole('article').filter({ hasText: 'check the replicas' });
    expect(isInOrder(await placesOf(given, ['ريم', 'assigned', 'to Kim (2)', '5 min']))).toBe(true);
    const title = reem.page.getByRole('heading', { name: TITLE }).or(reem.page.locator('header').getByText(TITLE));
    expect(isInOrder(await placesOf(title, ['EU', 'تعطل']))).toBe(true);
    const message = reem.page.getByRole('textbox', { name: 'Timeline line' });
    await message.fill(RIGHT_TO_LEFT);
    expect(await message.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
    await message.fill('');
    for (const person of [reem, kim, obrien]) expect(await marksIn(person)).toEqual([]);
  });

  it('JR233 O’Brien is found in a sentence however it is written, and a role keeps its accents on every screen', async () => {
    await reem.page.keyboard.press('Escape');
    await reem.page.keyboard.press('t');
    await reem.page.getByLabel('Who does what, and for how long').fill("O'Brien drain eu-1 10m");
    await dialog(reem).getByRole('button', { name: 'Assign to Pat O’Brien' }).click();
    await seesNoMore(dialog(reem));
    await sees(tasks(obrien).getByText('drain eu-1'));

    await reem.page.getByRole('region', { name: 'Roles' }).getByRole('button', { name: 'Add role' }).click();
    await dialog(reem).getByLabel('Name').fill('Équipe réseau');
    await dialog(reem)
      .getByLabel(/What it does/)
      .fill('Watches the network.');
    await dialog(reem).getByRole('button', { name: 'Add role' }).click();
    await seesNoMore(dialog(reem));
    await other.page.getByRole('button', { name: 'Volunteer as Équipe réseau' }).click();
    await reem.page
      .getByRole('button', { name: /^Assign (?!someone).* as Équipe réseau/ })
      .first()
      .click();
    await sees(other.page.getByText('Your role: Équipe réseau'));
    await sees(log(reem).getByText('Kim (2) is now Équipe réseau.'));
  });
});
