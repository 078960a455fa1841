/**
 * Journeys of accessibility: axe finds nothing serious in either theme, nothing is lost at 200 % zoom, nothing moves
 * for people who prefer reduced motion, and severities differ without colour.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { PATIENCE, question, setDesk, wears } from '../support/browser/command-desk.ts';
import { joins, type Fixture } from '../support/browser/room.ts';
import { closes, opens, sends } from '../support/browser/keyboard.ts';
import { controlsLost, factsOutOfSight, resizes, scrolls, seriousFindings } from '../support/browser/page-checks.ts';
import { sees, type Person } from '../support/browser/browser.ts';

const DESKTOP = [1280, 800] as const;
/** A desktop of 1280 by 800 at 200 % zoom. */
const ZOOMED = [640, 400] as const;
const THEMES = ['dark', 'light'] as const;

let fixture: Fixture;
let priya: Person;
let kim: Person;
let dana: Person;
let path: string;

beforeAll(async () => {
  ({ fixture, priya, kim, dana, path } = await setDesk({ objectionSeconds: 3600 }));
  await asks('/api/services/import', MAP);
  await opens(priya, 'p', 'Propose');
  await sends(priya, 'drain eu-1 and send its traffic to eu-2');
  await sees(question(kim));
}, PATIENCE);

strikesAfterwards(() => fixture);

describe.sequential('journeys of pages at the command desk', () => {
  it('JR76 no page has serious findings in either theme: lobby, services, the room with everything open, and the pages for joining', async () => {
    const outside = await fixture.testBrowser.person({ baseURL: fixture.server.url });
    const pages: ReadonlyArray<readonly [Person, string, string | RegExp]> = [
      [outside, '/', /invite|link/i],
      [outside, '/join/not-a-code', /doesn’t work/],
      [outside, '/welcome/not-a-code', /has expired/],
      [outside, '/device/not-a-code', /has expired/],
      [outside, await invite(), 'Your name'],
      [kim, '/', 'Join as'],
      [kim, '/services', 'The whole map'],
      [kim, '/services/checkout', 'Dependencies'],
    ];
    for (const [person, address, words] of pages) {
      await person.page.goto(address);
      await sees(person.page.getByText(words));
      for (const theme of THEMES) {
        await wears(person, theme);
        expect(await seriousFindings(person), `${address}, ${theme}`).toEqual([]);
      }
    }
    await joins(kim, path);
    for (const person of [priya, kim, dana]) {
      for (const tab of ['Chat', 'Questions', 'Timeline']) {
        await person.page.getByRole('tab', { name: tab }).press('Enter');
        const theme = tab === 'Chat' ? 'light' : 'dark';
        await wears(person, theme);
        expect(await seriousFindings(person), `room, ${tab}, ${theme}`).toEqual([]);
      }
    }
  }, 600_000);

  it(
    'JR77 at 200 % zoom no page scrolls sideways and no control of the lobby, the services or any pane of the room is lost',
    async () => {
      for (const [address, words] of [
        ['/', 'Join as'],
        ['/services', 'The whole map'],
        ['/services/checkout', 'Dependencies'],
      ] as const) {
        await kim.page.goto(address);
        await sees(kim.page.getByText(words));
        await kim.page.setViewportSize({ width: ZOOMED[0], height: ZOOMED[1] });
        expect(await kim.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1), address).toBe(
          true,
        );
        expect(await controlsLost(kim, 'body'), address).toEqual([]);
      }
      for (const person of [priya, kim, dana]) {
        await joins(person, path);
        await resizes(person, ZOOMED);
        expect(await factsOutOfSight(person)).toEqual([]);
        for (const pane of ['Now', 'Document', 'Tasks', 'Timeline', 'Crew']) {
          await person.page.getByRole('tab', { name: pane, exact: true }).press('Enter');
          expect(await scrolls(person), pane).toBe(false);
          expect(await controlsLost(person, 'body'), pane).toEqual([]);
        }
        await resizes(person, DESKTOP);
      }
    },
    PATIENCE,
  );

  it(
    'JR78 people who ask for reduced motion see none: no window, no card and no countdown moves',
    async () => {
      await priya.page.emulateMedia({ reducedMotion: 'reduce' });
      // A transition that ends within its frame doesn't count.
      const moving = (): Promise<string[]> =>
        priya.page.evaluate(() =>
          document
            .getAnimations()
            .filter(
              ({ playState, effect }) => playState === 'running' && Number(effect?.getComputedTiming().duration) >= 1,
            )
            .map(
              (each) =>
                `${each.constructor.name} ${((each.effect as KeyframeEffect | null)?.target as Element | null)?.className ?? ''}`,
            ),
        );
      await sees(priya.page.getByRole('region', { name: 'Any strong objections?' }).getByRole('timer'));
      expect(await moving()).toEqual([]);
      for (const keys of ['t', 'h', '?', 'Control+k']) {
        await opens(priya, keys, /./);
        expect(await moving(), keys).toEqual([]);
        await closes(priya);
      }
      await priya.page.keyboard.press('v');
      await sees(priya.page.getByText(/Sounds are off until/));
      expect(await moving(), 'a message').toEqual([]);
      await priya.page.emulateMedia({ reducedMotion: 'no-preference' });
    },
    PATIENCE,
  );

  it(
    'JR79 in grey each severity still has a shape of its own, and says its name',
    async () => {
      for (const severity of [1, 3, 4]) await asks('/api/rooms', { title: `Drill for severity ${severity}`, severity });
      await kim.page.goto('/');
      await sees(kim.page.getByRole('article', { name: 'Drill for severity 4' }));
      await kim.page.evaluate(() => (document.documentElement.style.filter = 'grayscale(1)'));
      const shapes: string[] = [];
      for (const severity of [1, 2, 3, 4]) {
        const chip = kim.page.locator(`article [data-severity='${severity}']`).first();
        await sees(chip.getByText(`SEV${severity}`));
        shapes.push((await chip.locator('svg').screenshot()).toString('base64'));
      }
      const outlines = await outlinesOf(shapes);
      for (const [one, outline] of outlines.entries()) {
        for (const other of outlines.slice(one + 1))
          expect(outline.filter((dark, place) => dark !== other[place]).length / outline.length).toBeGreaterThan(0.05);
      }
    },
    PATIENCE,
  );
});

const MAP = {
  services: [
    {
      id: 'checkout',
      name: 'Checkout',
      about: 'Takes the order and the money',
      owner: { name: 'Priya N' },
      dependsOn: ['orders-database'],
    },
    {
      id: 'orders-database',
      name: 'Orders database',
      owner: { name: 'Bob L' },
      runbooks: [{ title: 'When replicas lag', url: 'https://wiki.example.com/lag' }],
    },
  ],
};

/** As Priya, over HTTP: for what these journeys only need to exist. */
async function asks(address: string, body: object): Promise<Record<string, unknown>> {
  return priya.page.evaluate(
    async ([where, what]) =>
      (
        await fetch(where, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(what),
        })
      ).json() as Promise<Record<string, unknown>>,
    [address, body] as const,
  );
}

/** The path of a fresh invite link. */
const invite = async (): Promise<string> =>
  new URL(String((await asks('/api/invites', { role: 'responder' }))['url'])).pathname;

/** Each picture in black and white, split at the middle of its own range: what is left is the shape. */
async function outlinesOf(pictures: readonly string[]): Promise<readonly boolean[][]> {
  const { page, context } = await fixture.testBrowser.person({ baseURL: 'about:blank' });
  const outlines = await page.evaluate(
    async (all) =>
      Promise.all(
        all.map(async (each) => {
          const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${each}`)).blob());
          const canvas = new OffscreenCanvas(16, 16);
          const brush = canvas.getContext('2d');
          brush?.drawImage(bitmap, 0, 0, 16, 16);
          const data = brush?.getImageData(0, 0, 16, 16).data ?? new Uint8ClampedArray();
          const light = Array.from({ length: 256 }, (_, place) => data[place * 4] ?? 0);
          const middle = (Math.max(...light) + Math.min(...light)) / 2;
          return light.map((value) => value < middle);
        }),
      ),
    pictures,
  );
  await context.close();
  return outlines;
}
