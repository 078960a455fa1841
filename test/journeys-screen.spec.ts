/**
 * Journeys of the screen itself: the six facts stay in sight, the page does not scroll, a hidden tab still calls, the keyboard is
 * enough, the header does not wait for the editor, and no page has serious findings for people who listen or see little.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { strikesAfterwards } from './curtain.ts';
import { declare, inRoom, joins, paper, Scene } from './journey.ts';
import { factsOutOfSight, scrolls, seriousFindings } from './sight.ts';
import { sees, seesNoMore, type Person } from './stage-browser.ts';

let scene: Scene;
let priya: Person;
let bob: Person;
let path: string;

beforeAll(async () => {
  scene = await Scene.set();
  [priya, bob] = await Promise.all([
    scene.administrator('Priya N'),
    scene.comes('Bob L', { size: { width: 390, height: 844 } }),
  ]);
  path = await declare(priya, 'Checkout fails for customers in the EU', 1);
  await joins(bob, path);
});

strikesAfterwards(() => scene);

describe('journeys of the screen', () => {
  it('JR20 the six facts are in sight at 1280 and at 390 pixels, and the page does not scroll', async () => {
    expect(await factsOutOfSight(priya)).toEqual([]);
    expect(await factsOutOfSight(bob)).toEqual([]);
    expect(await scrolls(priya)).toBe(false);
    expect(await scrolls(bob)).toBe(false);
  });

  it('JR21 a dialog leaves the six facts in sight, on a desktop and on a phone', async () => {
    await priya.page.keyboard.press('h');
    await sees(priya.page.getByRole('dialog', { name: 'Hand over command' }));
    expect(await factsOutOfSight(priya)).toEqual([]);
    const dialog = priya.page.getByRole('dialog');
    await dialog.getByRole('radio', { name: /Bob L/ }).check();
    await dialog.getByRole('radio', { name: 'Steady' }).check({ force: true });
    await dialog.getByLabel(/If this happens/).fill('none');
    await dialog.getByRole('button', { name: 'Offer command' }).click();
    await sees(bob.page.getByRole('dialog', { name: /offers you command/ }));
    expect(await factsOutOfSight(bob)).toEqual([]);
    await priya.page.getByRole('button', { name: 'Withdraw' }).click();
    await seesNoMore(bob.page.getByRole('dialog', { name: /offers you command/ }));
    await seesNoMore(priya.page.getByRole('button', { name: 'Withdraw' }));
  });

  it('JR22 command is handed over with the keyboard alone', async () => {
    const { page } = priya;
    await page.locator('body').press('h');
    await sees(page.getByRole('dialog', { name: 'Hand over command' }));
    await page.getByRole('radio', { name: /Bob L/ }).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.type('none');
    await page.getByRole('button', { name: 'Offer command' }).focus();
    await page.keyboard.press('Enter');
    const dialog = bob.page.getByRole('dialog', { name: /offers you command/ });
    await sees(dialog);
    await dialog.getByLabel(/First thing/).focus();
    await bob.page.keyboard.type('ask Kim how the rollback goes');
    await dialog.getByRole('button', { name: 'I have command' }).focus();
    await bob.page.keyboard.press('Enter');
    await sees(page.getByRole('region', { name: 'Change of command' }).getByText(/Bob L is now Incident Commander/));
  });

  it('JR23 a hidden tab still gets its reminder: in the title, and as a notification', async () => {
    const id = await scene.declareWithTimes(priya, { firstUpdateSeconds: 8 }, 'Search is down');
    const { page } = priya;
    await page.addInitScript(() => {
      const shown: string[] = [];
      Object.assign(window, { shownNotifications: shown });
      const Real = window.Notification;
      window.Notification = new Proxy(Real, {
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

  it('JR24 the header stands before the editor has arrived', async () => {
    const late = await scene.comes('Li W');
    let release: (() => void) | undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await late.page.route(/ScribeEditor.*\.js/, async (route) => {
      await held;
      await route.continue();
    });
    await joins(late, path);
    expect(await factsOutOfSight(late)).not.toContain('severity');
    expect(await paper(late).count()).toBe(0);
    release?.();
    await sees(paper(late));
  });

  it('JR25 nothing serious is found for people who listen or see little, in the lobby and in the room, in both themes', async () => {
    const ana = await scene.comes('Ana S');
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
    const sam = await scene.comes('Sam O');
    const foreign: string[] = [];
    sam.page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (/^(https?|wss?):$/.test(protocol) && origin.replace(/^ws/, 'http') !== scene.server.url)
        foreign.push(request.url());
    });
    await sam.page.goto('/');
    await joins(sam, path);
    await sees(paper(sam));
    expect(foreign).toEqual([]);
  });
});
