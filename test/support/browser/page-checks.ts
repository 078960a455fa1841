/**
 * Checks of a page: whether the six facts are visible and covered by nothing, whether the page scrolls, which controls
 * a small window loses, and what axe finds.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Person } from './browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Fact {
  readonly words: RegExp;
  /** The part of the header that shows it, so that the same figure elsewhere doesn't count. */
  readonly within: string;
}

const FACTS = {
  severity: { words: /SEV\d/, within: '*' },
  // In the header, or in the Now block while that is in sight.
  impact: { words: /^not set yet$|^Who’s affected/i, within: '[data-fact="impact"]' },
  commander: { words: /Priya N/, within: 'button:has(abbr[title="Incident Commander"])' },
  'time in command': { words: /^\d+:\d\d/, within: 'button:has(abbr[title="Incident Commander"])' },
  elapsed: { words: /^T\+\d+:\d\d/, within: '[title="Time since declared"]' },
  status: { words: /Investigating/, within: '*' },
  update: { words: /^\d+:\d\d|due now|overdue|^No/, within: '[data-stage]' },
  link: { words: /live/, within: '[role="img"]' },
} as const satisfies Record<string, Fact>;

/**
 * Those of the six facts that are not visible inside the window, or are covered. Each is looked for by what it says,
 * not by its label. `impact`: the room's text, when it has one.
 */
export async function factsOutOfSight({ page }: Pick<Person, 'page'>, impact?: RegExp): Promise<string[]> {
  const sought: Readonly<Record<string, Fact>> =
    impact === undefined ? FACTS : { ...FACTS, impact: { ...FACTS.impact, words: impact } };
  return page.evaluate(
    (facts) => {
      const header = document.querySelector('header[data-facts]') ?? document.querySelector('header');
      const inSight = (element: Element): boolean => {
        const box = element.getBoundingClientRect();
        if (box.width === 0 || box.right > innerWidth + 1 || box.bottom > innerHeight || box.top < 0) return false;
        const above = document.elementsFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        const own = above.findIndex((each) => element.contains(each) || each.contains(element));
        const clear = (each: Element): boolean =>
          ['rgba(0, 0, 0, 0)', 'transparent'].includes(getComputedStyle(each).backgroundColor);
        return (own === -1 ? above.slice(0, -2) : above.slice(0, own)).every(clear);
      };
      const leaves = [...(header?.querySelectorAll('*') ?? []), ...document.querySelectorAll('[data-fact]')].filter(
        (element) =>
          [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '') ||
          element.hasAttribute('aria-label'),
      );
      const says = (leaf: Element, words: RegExp): boolean =>
        [leaf.textContent, leaf.getAttribute('aria-label')].some((said) => said !== null && words.test(said.trim()));
      return facts
        .filter(
          ([, source, flags, within]) =>
            !leaves.some(
              (leaf) => leaf.closest(within) !== null && says(leaf, new RegExp(source, flags)) && inSight(leaf),
            ),
        )
        .map(([fact]) => fact);
    },
    Object.entries(sought).map(([fact, { words, within }]): [string, string, string, string] => [
      fact,
      words.source,
      words.flags,
      within,
    ]),
  );
}

export const scrolls = ({ page }: Pick<Person, 'page'>): Promise<boolean> =>
  page.evaluate(
    () =>
      document.documentElement.scrollHeight > innerHeight + 1 || document.documentElement.scrollWidth > innerWidth + 1,
  );

/**
 * What axe-core calls serious or critical, within `part` or on the whole page. No rule of that weight needs what
 * `preload` fetches: every stylesheet once more.
 */
export async function seriousFindings({ page }: Pick<Person, 'page'>, part = 'html'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  return page.evaluate(async (within) => {
    const { axe } = window as unknown as {
      axe: {
        run(
          within: string,
          options: object,
        ): Promise<{ violations: Array<{ id: string; impact: string; nodes: Array<{ html: string }> }> }>;
      };
    };
    const { violations } = await axe.run(within, { resultTypes: ['violations'], preload: false });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .slice(0, 3)
            .map((node) => node.html.slice(0, 120))
            .join(' | ')}`,
      );
  }, part);
}

/** Resizes the window; resolves when the page, header included, has its new layout. */
export async function resizes(
  { page }: Pick<Person, 'page'>,
  [width, height]: readonly [number, number],
): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.waitForFunction(() => {
    const layout = document.querySelector('[data-narrow]');
    const told = Number.parseFloat(document.documentElement.style.getPropertyValue('--header-height') || '0');
    const header = document.querySelector('header')?.getBoundingClientRect().height ?? 0;
    return (
      layout === null ||
      (layout.getAttribute('data-narrow') === String(innerWidth < 900) && Math.abs(told - header) <= 1)
    );
  });
}

/** Controls within `part` that can't be scrolled into view far enough to be clicked in the middle. */
export async function controlsLost({ page }: Pick<Person, 'page'>, part: string): Promise<string[]> {
  return page.evaluate((within) => {
    const controls = [
      ...document.querySelectorAll<HTMLElement>(
        `${within} :is(a[href], button, input, textarea, select, summary, [role='tab'])`,
      ),
    ];
    const shown = controls.filter(
      (control) =>
        control.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
        control.closest('[inert]') === null &&
        !control.closest('.visually-hidden') &&
        control.getBoundingClientRect().width > 2,
    );
    // A program can scroll a clipped element, a person can't.
    const onlyByProgram = (control: Element): boolean => {
      const cut = [];
      for (let around = control.parentElement; around !== null; around = around.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(around);
        if ((overflowY === 'hidden' && around.scrollTop > 2) || (overflowX === 'hidden' && around.scrollLeft > 2))
          cut.push(around);
      }
      for (const each of cut) each.scrollTo(0, 0);
      return cut.length > 0;
    };
    const lost = shown.filter((control) => {
      control.scrollIntoView({ block: 'center', inline: 'nearest' });
      const { left, right, top, bottom } = control.getBoundingClientRect();
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      const hit = document.elementFromPoint(x, y);
      const label = control.closest('label');
      const isHit = hit !== null && (control.contains(hit) || (label?.contains(hit) ?? false));
      return left < -1 || right > innerWidth + 1 || y < 0 || y > innerHeight || !isHit || onlyByProgram(control);
    });
    return lost.map(
      (control) =>
        `${control.tagName} ${control.getAttribute('aria-label') ?? control.textContent?.slice(0, 40) ?? ''}`,
    );
  }, part);
}
