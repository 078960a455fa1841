/** Journeys of notifications: the lobby says what is true of this browser, and a test says what really happened. */
import { beforeAll, describe, expect, it } from 'vitest';
import { strikesAfterwards } from '../support/browser/teardown.ts';
import { Fixture } from '../support/browser/room.ts';
import { sees, type Person } from '../support/browser/browser.ts';
import { seriousFindings } from '../support/browser/page-checks.ts';

let fixture: Fixture;

beforeAll(async () => {
  fixture = await Fixture.set();
});

strikesAfterwards(() => fixture);

const alerts = ({ page }: Person) => page.getByRole('region', { name: 'Test alerts on this device' });

/** A browser that allows notifications; what becomes of them is `then`. */
async function allows(person: Person, then: 'shows' | 'refuses' | 'throws'): Promise<void> {
  await person.page.addInitScript((outcome) => {
    // A headless browser denies notifications, whatever it was permitted, and says so by an error of each.
    window.Notification = new Proxy(window.Notification, {
      get: (target, name) => (name === 'permission' ? 'granted' : Reflect.get(target, name)),
      construct: (target, [title, options]: [string, NotificationOptions]) => {
        if (outcome === 'throws') throw new TypeError('Illegal constructor');
        if (outcome === 'refuses') return new target(title, options);
        const shown = new EventTarget();
        queueMicrotask(() => shown.dispatchEvent(new Event('show')));
        return shown;
      },
    });
  }, then);
  await person.page.goto('/');
}

describe('journeys of notifications', () => {
  it('JR326 a browser that blocks notifications, has none, or is an iPhone without Watchfloor on its Home Screen says so and what to do', async () => {
    const bob = await fixture.comes('Bob L', { size: { width: 390, height: 844 } });
    await sees(alerts(bob).getByText('Notifications are blocked'));
    await sees(alerts(bob).getByText(/Allow them for this site in your browser settings/));
    expect(
      await alerts(bob)
        .getByText(/iPhone|Home Screen/)
        .count(),
    ).toBe(0);
    expect(await seriousFindings(bob, 'aside')).toEqual([]);
    await bob.page.addInitScript(() => {
      Reflect.deleteProperty(window, 'Notification');
      Object.defineProperty(navigator, 'userAgent', { get: () => 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0)' });
    });
    await bob.page.goto('/');
    await sees(alerts(bob).getByText(/Share, then Add to Home Screen\. Open Watchfloor from there/));
    const manifest = await bob.page.evaluate(async () => {
      const { href } = document.querySelector<HTMLLinkElement>('link[rel="manifest"]') ?? { href: '' };
      return (await (await fetch(href)).json()) as { display: string; start_url: string };
    });
    expect(manifest).toMatchObject({ display: 'standalone', start_url: '/' });
  });

  it('JR327 a test says whether the notification was shown or refused, and an allowed one that is not shown is not called on', async () => {
    const kim = await fixture.comes('Kim R');
    await allows(kim, 'refuses');
    await sees(alerts(kim).getByText('Notifications are allowed', { exact: true }));
    await alerts(kim).getByRole('button', { name: 'Test notification' }).click();
    await sees(alerts(kim).getByText(/Your system refused the test/));
    await sees(alerts(kim).getByText('Notifications are allowed, but not shown'));
    const li = await fixture.comes('Li W');
    await allows(li, 'shows');
    await alerts(li).getByRole('button', { name: 'Test notification' }).click();
    await sees(alerts(li).getByText(/The test was shown/));
  });

  it('JR328 where only a worker may show notifications, as on phones, one is registered under the page’s policy', async () => {
    const ana = await fixture.comes('Ana S');
    await allows(ana, 'throws');
    ana.complaints.splice(0);
    await alerts(ana).getByRole('button', { name: 'Test notification' }).click();
    await sees(alerts(ana).getByText(/Your system (refused|accepted) the test/));
    const script = await ana.page.evaluate(
      async () => (await navigator.serviceWorker.getRegistration())?.active?.scriptURL,
    );
    expect(script).toMatch(/\/notifications\.js$/);
    expect(ana.complaints).toEqual([]);
  });
});
