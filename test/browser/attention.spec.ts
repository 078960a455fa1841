/**
 * Journeys of attention: everything is found by typing, the one thing owed is done by one key, an observer's question
 * interrupts only the people who must answer, and a person who returns reads first what was decided.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Cable } from '../support/browser/network-cable.ts';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { declare, joins, Fixture } from '../support/browser/room.ts';
import { closes, does, isIn, opens, seeks, sends } from '../support/browser/keyboard.ts';
import { seriousFindings } from '../support/browser/page-checks.ts';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';

let fixture: Fixture;
let priya: Person;
let bob: Person;
let ana: Person;
let cable: Cable;
let carla: Person;
let path: string;

beforeAll(async () => {
  fixture = await Fixture.set();
  [priya, bob, { person: ana, cable }, carla] = await Promise.all([
    fixture.administrator('Priya N'),
    fixture.comes('Bob L', { size: { width: 390, height: 844 } }),
    fixture.comesByCable('Ana S'),
    fixture.comes('Carla F', { as: 'observer' }),
  ]);
  path = await declare(priya, 'Checkout fails for customers in the EU', 1);
  await Promise.all([bob, ana, carla].map((person) => joins(person, path)));
}, 120_000);

strikesAfterwards(() => fixture);

/** Records this browser's sounds and notifications from now on; the page believes that it is hidden. */
async function countsCalls({ page }: Person): Promise<void> {
  await page.addInitScript(() => {
    const calls: string[] = [];
    Object.assign(window, { calls });
    window.AudioContext = new Proxy(window.AudioContext, {
      construct: (Target) => Object.assign(new Target(), { createOscillator: () => calls.push('sound') }),
    });
    window.Notification = new Proxy(window.Notification, {
      construct: (target, [title, options]: [string, NotificationOptions]) => (
        calls.push('notification'),
        new target(title, options)
      ),
    });
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
  });
}
const calls = ({ page }: Person): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { calls: string[] }).calls);
const spoken = ({ page }: Person): Promise<string> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.visually-hidden[aria-live]')].map((each) => each.textContent).join(''),
  );

const PALETTE = 'Everything you can do here';
const owes = ({ page }: Person) => page.getByRole('region', { name: 'Needs you' });

describe('journeys of attention', () => {
  it('AN80 a first commander is told what to do, and never again once they said that they know it', async () => {
    const first = priya.page.getByRole('region', { name: 'Your first five minutes in command' });
    // Behind the card that asks to confirm command.
    await priya.page.getByRole('button', { name: 'Next card' }).click();
    await sees(first.getByRole('button', { name: 'Assign the first task' }));
    await first.getByRole('button', { name: 'Don’t show again: Severity' }).click();
    await seesNoMore(first.getByText('Severity and who’s affected'));
    await first.getByRole('button', { name: 'I know this' }).click();
    await seesNoMore(first);
    await joins(priya, path);
    expect(await first.count()).toBe(0);
  });

  it('AN81 the palette opens out of text and over a dialog, runs by Enter, and gives the focus back', async () => {
    const { page } = priya;
    const handOver = await opens(priya, 'h', 'Hand off command');
    await seeks(priya, 'write chat', 'Write in chat');
    await seesNoMore(handOver);
    await page.keyboard.press('Enter');
    const line = page.getByRole('textbox', { name: 'Message' });
    await sees(line.and(page.locator(':focus')));
    await page.keyboard.type('half a line');
    await opens(priya, 'Control+k', PALETTE);
    await closes(priya);
    await sees(line.and(page.locator(':focus')));
    expect(await line.inputValue()).toBe('half a line');
    await line.fill('');
    await page.keyboard.press('Escape');
  });

  it('AN82 what the domain refuses is found with its reason, and pressing it says the reason', async () => {
    await bob.page.getByRole('button', { name: PALETTE }).click();
    const palette = await isIn(bob, PALETTE);
    await bob.page.keyboard.type('change severity');
    const option = palette.getByRole('option', { name: /^Change severity/ });
    await sees(option);
    await sees(palette.getByText(/Only the commander can do that/));
    await bob.page.keyboard.press('Enter');
    await bob.page.waitForFunction(() =>
      [...document.querySelectorAll('[aria-live=assertive]')].some((each) =>
        /Only the commander/.test(each.textContent ?? ''),
      ),
    );
    await sees(palette);
    await closes(bob);
  });

  it("AN83 on the screen an observer's question reaches the commander, and no one else hears it, is notified or owes anything", async () => {
    await countsCalls(bob);
    await joins(bob, path);
    const dialog = await opens(carla, 'r', 'Ask the commander');
    await dialog.getByRole('textbox').first().fill('When can customers pay again?');
    await sends(carla);
    await sees(owes(priya).getByText(/When can customers pay again/));
    await bob.page.getByRole('tab', { name: 'Timeline', exact: true }).click();
    await sees(bob.page.getByText(/asked the commander/));
    expect(await calls(bob)).toEqual([]);
    expect(await spoken(bob)).toBe('');
    expect(await bob.page.title()).toMatch(/^SEV1/);
    expect(await owes(bob).count()).toBe(0);
  });

  it("AN84 a task is given by a person's name in the palette, and acknowledged by the one key of what is owed", async () => {
    await does(priya, 'task ana', 'Assign a task to Ana S');
    await isIn(priya, 'Assign a task');
    await sends(priya, 'check the replicas 5m', 'Enter');
    await sees(owes(ana).getByText(/check the replicas/i));
    await ana.page.locator('body').press('a');
    await seesNoMore(owes(ana));
  });

  it('AN85 on the screen a person who comes back reads first what was decided, and a line written offline is there once with both times', async () => {
    cable.cut();
    await sees(ana.page.getByText(/No response from the server|Disconnected/).filter({ visible: true }));
    await ana.page.keyboard.press('/');
    await ana.page.keyboard.type('db-7 is slow');
    await ana.page.keyboard.press('Enter');
    await sees(ana.page.getByText(/waiting for connection/));
    await opens(priya, 'p', 'Propose');
    await sends(priya, 'Drain eu-1');
    await priya.page.getByRole('button', { name: 'Drop' }).first().click();
    await isIn(priya, 'Decide');
    await sends(priya);
    cable.mend();
    const digest = ana.page.getByRole('dialog', { name: /^You were away/ });
    await sees(digest.getByRole('heading', { name: 'Decided' }));
    await sees(digest.getByText(/Drain eu-1/));
    expect(await seriousFindings(ana, '[role=dialog]')).toEqual([]);
    await digest.getByRole('button', { name: 'Continue' }).click();
    await sees(ana.page.getByText(/written offline \d\d:\d\d:\d\dZ, received \d\d:\d\d:\d\dZ/));
    expect(await ana.page.getByText('db-7 is slow').count()).toBe(1);
  });

  it('AN86 the palette and the list of keys have no serious findings in either theme, on a desktop and on a phone', async () => {
    for (const person of [priya, bob]) {
      for (const _ of ['dark', 'light']) {
        await opens(person, 'Control+k', PALETTE);
        expect(await seriousFindings(person, '[role=dialog]')).toEqual([]);
        await closes(person);
        await does(person, 'list the keys', 'Keyboard shortcuts');
        await isIn(person, 'Keyboard shortcuts');
        expect(await seriousFindings(person, '[role=dialog]')).toEqual([]);
        await does(person, 'theme', 'theme');
      }
    }
  });
});
