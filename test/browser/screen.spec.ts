/**
 * Journeys of the screen itself: the six facts stay visible, the page does not scroll, a hidden tab still notifies, the
 * keyboard is enough, the header does not wait for the editor, and axe finds nothing serious on any page.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { declare, inRoom, joins, paper, Fixture } from '../support/browser/room.ts';
import { chooses, isIn, opens, presses, writes } from '../support/browser/keyboard.ts';
import { factsOutOfSight, scrolls, seriousFindings } from '../support/browser/page-checks.ts';
import { sees, seesNoMore, type Person } from '../support/browser/browser.ts';

const IMPACT = '40 % of EU card payments fail';

let fixture: Fixture;
let priya: Person;
let bob: Person;
let path: string;

beforeAll(async () => {
  fixture = await Fixture.set();
  [priya, bob] = await Promise.all([
    fixture.administrator('Priya N'),
    fixture.comes('Bob L', { size: { width: 390, height: 844 } }),
  ]);
  await priya.page.getByLabel('Impact in one line').fill(IMPACT);
  path = await declare(priya, 'Checkout fails for customers in the EU', 1);
  await joins(bob, path);
});

strikesAfterwards(() => fixture);

describe('journeys of the screen', () => {
  it('JR20 the six facts are in sight at 1280 and at 390 pixels, and the page does not scroll', async () => {
    expect(await factsOutOfSight(priya, new RegExp(IMPACT))).toEqual([]);
    expect(await factsOutOfSight(bob, new RegExp(IMPACT))).toEqual([]);
    expect(await scrolls(priya)).toBe(false);
    expect(await scrolls(bob)).toBe(false);
  });

  it('JR21 a dialog leaves the six facts in sight, on a desktop and on a phone', async () => {
    await priya.page.keyboard.press('h');
    await sees(priya.page.getByRole('dialog', { name: 'Hand off command' }));
    expect(await factsOutOfSight(priya, new RegExp(IMPACT))).toEqual([]);
    const dialog = priya.page.getByRole('dialog');
    await dialog.getByRole('radio', { name: /Bob L/ }).check();
    await dialog.getByRole('radio', { name: 'Steady' }).check({ force: true });
    await dialog.getByLabel(/If this happens/).fill('none');
    await dialog.getByRole('button', { name: 'Offer command' }).click();
    await sees(bob.page.getByRole('dialog', { name: /offered you command/ }));
    expect(await factsOutOfSight(bob, new RegExp(IMPACT))).toEqual([]);
    await priya.page.getByRole('button', { name: 'Withdraw' }).click();
    await seesNoMore(bob.page.getByRole('dialog', { name: /offered you command/ }));
    await seesNoMore(priya.page.getByRole('button', { name: 'Withdraw' }));
  });

  it('JR22 command is handed over with the keyboard alone', async () => {
    const offer = await opens(priya, 'h', 'Hand off command');
    await chooses(priya, offer.getByRole('radio', { name: /Bob L/ }));
    await chooses(priya, offer.getByRole('radio', { name: 'Steady' }));
    await writes(priya, offer.getByLabel(/If this happens/), 'none');
    await presses(priya, offer.getByRole('button', { name: 'Offer command' }));
    const answer = await isIn(bob, /offered you command/);
    await writes(bob, answer.getByLabel(/First thing/), 'ask Kim how the rollback goes');
    await presses(bob, answer.getByRole('button', { name: 'I have command' }));
    const change = priya.page.getByRole('region', { name: 'Change of command' });
    await sees(change.getByText(/Bob L is now Incident Commander/));
  });

  it('JR23 a hidden tab still gets its reminder: in the title, and as a notification', async () => {
    const id = await fixture.declareWithTimes(priya, { firstUpdateSeconds: 8 }, 'Search is down');
    const { page } = priya;
    await page.addInitScript(() => {
      const shown: string[] = [];
      Object.assign(window, { shownNotifications: shown });
      const Real = window.Notification;
      window.Notification = new Proxy(Real, {
        // A headless browser denies notifications, whatever it was permitted.
        get: (target, name) => (name === 'permission' ? 'granted' : Reflect.get(target, name)),
        construct: (target, [title, options]: [string, NotificationOptions]) => (
          shown.push(`${title} ${options.body ?? ''}`),
          new target(title, options)
        ),
      });
      Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
      Object.defineProperty(document, 'hidden', { get: () => true });
    });
    await page.goto(`/rooms/${id}`);
    await inRoom(priya);
    await page.waitForFunction(() => /^\(\d+\) SEV2/.test(document.title));
    await page.waitForFunction(() =>
      (window as unknown as { shownNotifications: string[] }).shownNotifications.some((each) => /update/i.test(each)),
    );
  });

  it('JR24 the header is there before the editor has arrived', async () => {
    const late = await fixture.comes('Li W');
    let release: (() => void) | undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await late.page.route(/ScribeEditor.*\.js/, async (route) => {
      await held;
      await route.continue();
    });
    await joins(late, path);
    expect(await factsOutOfSight(late, new RegExp(IMPACT))).not.toContain('severity');
    expect(await paper(late).count()).toBe(0);
    release?.();
    await sees(paper(late));
  });

  it('JR25 nothing serious is found for people who listen or see little, in the lobby and in the room, in both themes', async () => {
    const ana = await fixture.comes('Ana S');
    for (const theme of ['dark', 'light']) {
      await ana.page.evaluate((chosen) => localStorage.setItem('watchfloor.theme', chosen), theme);
      await ana.page.goto('/');
      await sees(ana.page.getByText('Join as'));
      expect(await seriousFindings(ana), `lobby, ${theme}`).toEqual([]);
      await joins(ana, path);
      await sees(paper(ana));
      expect(await seriousFindings(ana), `room, ${theme}`).toEqual([]);
    }
  });

  it('JR26 no page asks anything of another origin', async () => {
    const sam = await fixture.comes('Sam O');
    const foreign: string[] = [];
    sam.page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (/^(https?|wss?):$/.test(protocol) && origin.replace(/^ws/, 'http') !== fixture.server.url)
        foreign.push(request.url());
    });
    await sam.page.goto('/');
    await joins(sam, path);
    await sees(paper(sam));
    expect(foreign).toEqual([]);
  });
});
