/** Where people write in a room, and the palette that leads there: for journeys about words. */
import type { Locator, Page } from 'playwright-core';
import { until } from '../server/private-redis.ts';

export const tab = ({ page }: { page: Page }, name: string): Promise<void> => page.getByRole('tab', { name }).click();
export const field = ({ page }: { page: Page }, name: string | RegExp): Locator => page.getByRole('textbox', { name });
export const chat = (person: { page: Page }): Locator => field(person, 'Message');
export const palette = async ({ page }: { page: Page }, words: string, entry: string | RegExp): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'What do you want to do?' }).fill(words);
  await page.getByRole('option', { name: entry }).first().click();
};

/** Presses "3 more below" until nothing is: the button goes with the last of it, perhaps under the press. */
export const toTheEnd = ({ page }: { page: Page }): Promise<void> =>
  until('nothing is below', async () => {
    const more = page.getByRole('button', { name: /more below/ });
    await more.evaluateAll((buttons) => buttons.forEach((button) => (button as HTMLButtonElement).click()));
    return !(await more.isVisible());
  });
