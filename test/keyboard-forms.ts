/**
 * The keyboard across a whole room and through forms: F6 to the region and Tab from there, the arrows through a group of radio
 * buttons, Space for a box, new words in the place of old ones. What cannot be reached that way fails the journey.
 */
import type { Locator } from 'playwright-core';
import { sees, type Person } from './stage-browser.ts';

const MOST_REGIONS = 20;
const MOST_STOPS = 120;

/** Focus on it; of a group of radio buttons on the one where the group was left. */
export async function arrives(person: Person, target: Locator): Promise<void> {
  await sees(target);
  if (await isThere(target)) return;
  await toItsRegion(person, target);
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    await person.page.keyboard.press('Tab');
    if (await isThere(target)) return;
  }
  throw new Error(`Tab does not come to ${String(target)}`);
}

const isThere = (target: Locator): Promise<boolean> => target.first().evaluate((element) => {
  const here = document.activeElement;
  const radios = element instanceof HTMLInputElement && here instanceof HTMLInputElement && element.type === 'radio';
  return element === here || (radios && element.name === here.name);
});

/** To the last region that begins before it. In a dialog Tab goes round; the lobby has none. */
async function toItsRegion({ page }: Person, target: Locator): Promise<void> {
  for (let regions = 0; regions < MOST_REGIONS; regions += 1) {
    const there = await target.first().evaluate((element) => {
      const begins = (region: HTMLElement): boolean => region.checkVisibility() && (region.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
      const region = [...document.querySelectorAll<HTMLElement>('[data-region]')].findLast(begins);
      return element.closest('[role="dialog"]') !== null || region === undefined || region === document.activeElement;
    });
    if (there) return;
    await page.keyboard.press('F6');
  }
  throw new Error(`F6 does not come to the region of ${String(target)}`);
}

export async function enters(person: Person, button: Locator): Promise<void> {
  await arrives(person, button);
  await person.page.keyboard.press('Enter');
}

export async function chooses(person: Person, target: Locator): Promise<void> {
  await arrives(person, target);
  const itself = await target.evaluate((element) => element === document.activeElement);
  if (itself) return person.page.keyboard.press('Space');
  for (let stops = 0; stops < MOST_STOPS && !(await target.isChecked()); stops += 1) await person.page.keyboard.press('ArrowDown');
}

/** In the place of whatever stood there. */
export async function writes(person: Person, field: Locator, words: string): Promise<void> {
  await arrives(person, field);
  await person.page.keyboard.press('Control+A');
  await person.page.keyboard.type(words);
}
