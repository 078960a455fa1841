/**
 * Journeys on small screens while much asks at once: a card, "Needs you" and the pane below share the window, and none
 * lies over another. Priya commands, Omar is at a desktop, Misaki has a phone and Jo a small one.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { says } from '../support/browser/keyboard-desk.ts';
import { opens } from '../support/browser/keyboard.ts';
import { sees, type Person } from '../support/browser/browser.ts';
import { Fixture, joins, paper } from '../support/browser/room.ts';
import { strikesAfterwards } from '../support/browser/teardown.ts';

const PATIENCE = 240_000;
const TIMES = { firstUpdateSeconds: 3000, objectionSeconds: 3600, graceSeconds: 1, anyoneAfterSeconds: 2 };
const SIZES = [
  { width: 320, height: 640 },
  { width: 390, height: 844 },
];

let fixture: Fixture;
let priya: Person;
let omar: Person;
let misaki: Person;
let jo: Person;

beforeAll(async () => {
  fixture = await Fixture.set();
  [priya, omar, misaki, jo] = (await Promise.all([
    fixture.administrator('Priya Natarajan'),
    fixture.comes('عمر الفاروق'),
    fixture.comes('田中 美咲', { size: { width: 390, height: 844 } }),
    fixture.comes('Jo', { size: { width: 320, height: 640 } }),
  ])) as [Person, Person, Person, Person];
  const path = `/rooms/${await fixture.declareWithTimes(priya, TIMES, 'Card payments fail at checkout in the EU')}`;
  await Promise.all([omar, misaki, jo].map((person) => joins(person, path)));
  await priya.page.getByRole('button', { name: 'I have command' }).first().click();
}, PATIENCE);

strikesAfterwards(() => fixture);

const goes = ({ page }: Person, tab: string) => page.getByRole('tab', { name: tab, exact: true }).click();
const needsYou = ({ page }: Person) => page.getByRole('region', { name: 'Needs you' });
/** The card's buttons that can't be pressed at each of their corners, and a heading that lies over what it is about. */
const covered = ({ page }: Person): Promise<string[]> =>
  page.evaluate(() => {
    const isWhole = (button: Element): boolean => {
      const { left, right, top, bottom } = button.getBoundingClientRect();
      return [left + 4, right - 4].every((x) =>
        [top + 4, bottom - 4].every((y) => button.contains(document.elementFromPoint(x, y))),
      );
    };
    const buttons = [...document.querySelectorAll('[data-wants] [data-tone] button')].filter((each) =>
      each.checkVisibility(),
    );
    const owed = document.querySelector('[aria-label="Needs you"]');
    const [heading, list] = ['h2', 'ul'].map((part) => owed?.querySelector(part)?.getBoundingClientRect());
    const firstTop = owed?.querySelector('li')?.getBoundingClientRect().top ?? 0;
    const overlaps = heading !== undefined && list !== undefined && heading.bottom > Math.min(list.top, firstTop);
    return [
      ...(buttons.length === 0 ? ['no button'] : []),
      ...buttons.filter((each) => !isWhole(each)).map((each) => each.textContent ?? ''),
      ...(overlaps ? ['the heading'] : []),
    ];
  });
async function nothingIsCovered(person: Person, sizes: typeof SIZES): Promise<void> {
  for (const size of sizes) {
    await person.page.setViewportSize(size);
    for (const tab of ['Now', 'Document']) {
      await goes(person, tab);
      expect(await covered(person), `${tab} at ${size.width}`).toEqual([]);
    }
  }
}

describe.sequential('journeys on small screens while much asks at once', { timeout: PATIENCE }, () => {
  it('JR271 while two people write, the heading of the document on a phone keeps its one row', async () => {
    await goes(misaki, 'Document');
    const region = misaki.page.getByRole('region', { name: 'Scribe document' });
    const height = async (): Promise<number> => (await region.locator('header').boundingBox())?.height ?? 0;
    await sees(paper(misaki));
    const before = await height();
    const write = async (person: Person, words: string): Promise<void> => {
      await paper(person).getByRole('heading').first().click();
      await person.page.keyboard.press('End');
      await person.page.keyboard.press('Enter');
      await person.page.keyboard.type(words, { delay: 80 });
    };
    await Promise.all([
      write(priya, 'restarted the gateway, and errors go down'),
      write(omar, 'drained eu-1, and errors stay where they are'),
      sees(region.getByText('2 are writing')).then(async () => expect(await height()).toBe(before)),
    ]);
  });

  it('JR270 at 320 and 390 pixels a card’s buttons are whole and on top beside “Needs you”, and its heading is over no item', async () => {
    await priya.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    for (const what of ['check the replicas', 'roll back 812', 'call the bank']) await says(priya, `Jo ${what} 5m`);
    await opens(priya, 'g o', 'Go/no-go');
    await priya.page.keyboard.type('Purge the eu-1 queue and restart the gateways');
    await priya.page
      .getByRole('dialog')
      .getByRole('checkbox', { name: /commander/i })
      .check();
    await priya.page.getByRole('dialog').locator('[data-actions] button').last().click();
    await sees(priya.page.getByRole('button', { name: 'Go', exact: true }));
    await nothingIsCovered(priya, SIZES);
    await priya.context.setOffline(true);
    await priya.page.close();
    await sees(jo.page.getByRole('button', { name: 'Assume command' }));
    await sees(needsYou(jo).getByText(/check the replicas/));
    await nothingIsCovered(jo, SIZES);
  });
});
