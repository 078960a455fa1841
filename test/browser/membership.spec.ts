/** Journeys about who belongs to the room: people are admitted, made observers and removed, and find their way back. */
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';
import { wears } from '../support/browser/command-desk.ts';
import { closes, does, isIn, seeks, sends } from '../support/browser/keyboard.ts';
import { resizes, seriousFindings } from '../support/browser/page-checks.ts';
import { declare, Fixture, inRoom, joins, paper } from '../support/browser/room.ts';
import { strikesAfterwards } from '../support/browser/teardown.ts';

const PATIENCE = 240_000;
const PICTURES = process.env['WF_PICTURES'] !== undefined;
let fixture: Fixture;
let priya: Person;
let bob: Person;
let kim: Person;
let path: string;

beforeAll(async () => {
  fixture = await Fixture.set();
  [priya, bob, kim] = await Promise.all([
    fixture.administrator('Priya N'),
    fixture.comes('Bob L'),
    fixture.comes('Kim R', { as: 'observer' }),
  ]);
  path = await declare(priya, 'Checkout fails for customers in the EU', 2);
  for (const person of [bob, kim]) await joins(person, path);
}, PATIENCE);

strikesAfterwards(() => fixture);

const row = ({ page }: Person, name: string): Locator =>
  page.getByRole('list', { name: /this room/ }).getByRole('button', { name });
const item = ({ page }: Person, name: string): Locator => page.getByRole('menuitem', { name });
const removing = ({ page }: Person): Locator => page.getByRole('dialog', { name: 'Remove Kim R from the room' });

/** The list is open, or the key opens it: in a popover, or on a narrow screen as the tab that it has there. */
async function opensMenuOf(person: Person, name: string): Promise<void> {
  const { page } = person;
  if (!(await row(person, name).isVisible())) await page.keyboard.press('w');
  await row(person, name).click();
  await sees(page.getByRole('menu'));
}

async function says(person: Person, words: string): Promise<void> {
  await person.page.getByRole('tab', { name: 'Chat' }).click();
  await person.page.getByRole('textbox', { name: 'Message' }).fill(words);
  await person.page.keyboard.press('Enter');
}

/** Every size in both themes when pictures are wanted; else a desktop in the dark and a phone in the light. */
const LOOKS = ([1440, 1280, 390] as const)
  .flatMap((width) => [{ width, theme: 'dark' } as const, { width, theme: 'light' } as const])
  .filter(({ width, theme }) => PICTURES || `${width} ${theme}` === '1280 dark' || `${width} ${theme}` === '390 light');

/** `look` brings it on screen, and takes it away again once it has been looked at. */
async function inEachLook(person: Person, name: string, look: (seen: () => Promise<void>) => Promise<void>) {
  for (const { width, theme } of LOOKS) {
    await resizes(person, [width, width === 390 ? 844 : 800]);
    await wears(person, theme);
    await look(() => passes(person, `${name}-${width}-${theme}`));
  }
  await wears(person, 'dark');
  await resizes(person, [1280, 800]);
}

/** Nothing of a window or a menu is cut off, and nothing serious is found. */
async function passes(person: Person, name: string): Promise<void> {
  const isCut = await person.page.evaluate(() =>
    [...document.querySelectorAll(':is([role="dialog"], [role="menu"]), :is([role="dialog"], [role="menu"]) *')]
      .map((each) => each.getBoundingClientRect())
      .some(({ left, right }) => left < -1 || right > innerWidth + 1),
  );
  expect(isCut, name).toBe(false);
  expect(await seriousFindings(person), name).toEqual([]);
  if (PICTURES) await person.page.screenshot({ path: `test-results/membership-${name}.png` });
}

describe.sequential('journeys about membership', { timeout: PATIENCE }, () => {
  it('JR214 an observer is admitted from the list of people in two presses, reads who admitted them, and writes at once without a reload', async () => {
    expect(await paper(kim).getAttribute('contenteditable')).not.toBe('true');
    await opensMenuOf(priya, 'Kim R');
    await item(priya, 'Admit as responder').click();
    await sees(priya.page.getByText('Kim R is now a responder.'));
    await sees(kim.page.getByText('Priya N admitted you as a responder. You can write and act now.'));
    await paper(kim).and(kim.page.locator('[contenteditable="true"]')).click();
    await kim.page.keyboard.type('replica two is behind');
    await sees(paper(priya).getByText('replica two is behind'));
    await says(kim, 'I have the graphs');
    await bob.page.getByRole('tab', { name: 'Chat' }).click();
    await sees(bob.page.getByText('I have the graphs'));
  });

  it('JR215 by keyboard and palette the commander changes how people belong to the room, and who may not reads why', async () => {
    const refused = await seeks(bob, 'remove kim', 'Remove Kim R');
    await sees(bob.page.getByRole('listbox').getByText(/Priya N has had command/));
    expect(await refused.getAttribute('aria-disabled')).toBe('true');
    await closes(bob);
    await opensMenuOf(bob, 'Kim R');
    await sees(bob.page.getByRole('menu').getByText(/Priya N has had command/));
    for (const name of ['Make observer', 'Make shadow', 'Remove from the room'])
      expect(await item(bob, name).getAttribute('aria-disabled'), name).toBe('true');
    await bob.page.keyboard.press('Escape');
    await bob.page.keyboard.press('Escape');

    await priya.page.keyboard.press('Escape');
    await seesNoMore(row(priya, 'Kim R'));
    await priya.page.keyboard.press('w');
    await sees(row(priya, 'Priya N').and(priya.page.locator(':focus')));
    while (!(await row(priya, 'Kim R').and(priya.page.locator(':focus')).isVisible()))
      await priya.page.keyboard.press('ArrowDown');
    await priya.page.keyboard.press('Enter');
    await sees(item(priya, 'Assign a role').and(priya.page.locator(':focus')));
    while (!(await item(priya, 'Make observer').and(priya.page.locator(':focus')).isVisible()))
      await priya.page.keyboard.press('ArrowDown');
    await priya.page.keyboard.press('Enter');
    await sees(kim.page.getByText('Priya N made you an observer.'));
    await seesNoMore(kim.page.locator('[contenteditable="true"]'));
    await priya.page.keyboard.press('Escape');
    await does(priya, 'admit kim', 'Admit Kim R');
    await sees(paper(kim).and(kim.page.locator('[contenteditable="true"]')));
    await opensMenuOf(priya, 'Kim R');
    await item(priya, 'Assign a role').click();
    const role = await isIn(priya, 'Assign a role to Kim R');
    await role.getByRole('radio', { name: /Scribe/ }).check({ force: true });
    await role.getByRole('button', { name: 'Ask them' }).click();
    await sees(kim.page.getByRole('button', { name: 'Accept' }));
    await kim.page.getByRole('button', { name: 'Accept' }).first().click();
    await opensMenuOf(priya, 'Kim R');
    await sees(item(priya, 'Make observer').getByText('Gives up: scribe'));
    await item(priya, 'Assign a task').click();
    const composer = await isIn(priya, 'Assign a task');
    expect(await composer.getByLabel(/Who does what/).inputValue()).toBe('Kim R ');
    await closes(priya);
  });

  it('JR216 a person is removed after a dialog that says what happens, reads who did it, why and what to do, and is back in the room as soon as they are admitted again', async () => {
    await opensMenuOf(priya, 'Priya N');
    await sees(priya.page.getByRole('menu').getByText(/Priya N has command, so they stay a responder/));
    expect(await item(priya, 'Remove from the room').getAttribute('aria-disabled')).toBe('true');
    await priya.page.keyboard.press('Escape');
    await opensMenuOf(priya, 'Kim R');
    await item(priya, 'Remove from the room').click();
    const dialog = await isIn(priya, 'Remove Kim R from the room');
    await sees(dialog.getByText('Kim R loses access at once'));
    await sees(dialog.getByText('Given up: scribe.'));
    await sends(priya, 'joined the wrong room', 'Enter');
    await sees(priya.page.getByText('Kim R was removed from the room.'));
    await sees(kim.page.getByRole('heading', { name: 'You were removed from INC-1' }));
    await sees(kim.page.getByText(/Priya N removed you at .*Reason: joined the wrong room/));
    await sees(kim.page.getByText(/ask Priya N, who has command, to admit you again/));
    expect(await seriousFindings(kim)).toEqual([]);
    await opensMenuOf(priya, 'Kim R');
    await item(priya, 'Admit as responder').click();
    await inRoom(kim);
    await paper(kim).and(kim.page.locator('[contenteditable="true"]')).click();
    await kim.page.keyboard.type('and I am back ');
    await sees(paper(bob).getByText('and I am back'));
  });

  it('JR217 the menu of a person, the dialogs and the page of a removed person fit on a desktop and on a phone, in both themes, and have no serious findings', async () => {
    const { page } = priya;
    await page.keyboard.press('Escape');
    await inEachLook(priya, 'menu', async (seen) => {
      await opensMenuOf(priya, 'Kim R');
      await seen();
      await page.keyboard.press('Escape');
      await seesNoMore(page.getByRole('menu'));
    });
    await inEachLook(priya, 'remove', async (seen) => {
      await opensMenuOf(priya, 'Kim R');
      await item(priya, 'Remove from the room').click();
      await sees(removing(priya));
      await seen();
      await page.keyboard.press('Escape');
      await seesNoMore(removing(priya));
    });
    await inEachLook(priya, 'role', async (seen) => {
      await opensMenuOf(priya, 'Kim R');
      await item(priya, 'Assign a role').click();
      await sees(page.getByRole('dialog', { name: 'Assign a role to Kim R' }));
      await seen();
      await page.keyboard.press('Escape');
      await seesNoMore(page.getByRole('dialog', { name: 'Assign a role to Kim R' }));
    });
    await inEachLook(bob, 'refused', async (seen) => {
      await opensMenuOf(bob, 'Kim R');
      await seen();
      await bob.page.keyboard.press('Escape');
      await seesNoMore(bob.page.getByRole('menu'));
    });
    await does(priya, 'remove kim', 'Remove Kim R');
    await sends(priya, 'joined the wrong room');
    await sees(kim.page.getByRole('heading', { name: 'You were removed from INC-1' }));
    await inEachLook(kim, 'out', (seen) => seen());
    await inEachLook(priya, 'removed', async (seen) => {
      await opensMenuOf(priya, 'Kim R');
      await seen();
      await page.keyboard.press('Escape');
      await seesNoMore(page.getByRole('menu'));
    });
  });
});
