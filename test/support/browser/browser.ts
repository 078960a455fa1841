/**
 * People in real browsers: one Chromium for a spec file, one context (its own cookies) for each person. Errors that the
 * page throws or prints are collected in `complaints`, so that a journey can require that there are none.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Locator, type Page } from 'playwright-core';

const CANDIDATES = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
/** How long to wait for something on a busy machine. */
const PATIENCE_MS = 90_000;
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

export interface Person {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly complaints: string[];
}

export class TestBrowser {
  readonly #contexts: BrowserContext[] = [];
  readonly #folders: string[] = [];
  readonly #browser;

  private constructor(browser: Awaited<ReturnType<typeof chromium.launch>>) {
    this.#browser = browser;
  }

  static async open(): Promise<TestBrowser> {
    const executablePath = CANDIDATES.find((path) => path !== undefined && existsSync(path));
    if (executablePath === undefined) throw new Error('No Chromium found. Install it, or set CHROMIUM_PATH.');
    return new TestBrowser(await chromium.launch({ executablePath, args: QUIET }));
  }

  /** Opens a browser for someone; `size` is the window, desktop by default. */
  async person(options: {
    baseURL: string;
    size?: { width: number; height: number };
    colorScheme?: 'dark' | 'light';
  }): Promise<Person> {
    const { baseURL, size = { width: 1280, height: 800 }, colorScheme = 'dark' } = options;
    const context = await this.#browser.newContext({
      baseURL,
      viewport: size,
      colorScheme,
      permissions: ['clipboard-read', 'clipboard-write', 'notifications'],
    });
    this.#contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    return { page, context, complaints };
  }

  /** Screenshots of everyone into test-results/, to find out why a journey failed. */
  async pictures(title: string): Promise<void> {
    const name = title.slice(0, 40).replace(/[^a-z0-9]+/gi, '-');
    const pages = this.#contexts.flatMap((context) => context.pages());
    await Promise.all(
      pages.map((page, index) =>
        page.screenshot({ path: join('test-results', `${name}-${index}.png`), timeout: 5_000 }).catch(() => null),
      ),
    );
  }

  folder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'watchfloor-'));
    this.#folders.push(folder);
    return folder;
  }

  async close(): Promise<void> {
    await Promise.all(this.#contexts.map((context) => context.close()));
    await this.#browser.close();
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true });
  }
}

/** Waits until it is on the screen. */
export const sees = (what: Locator): Promise<void> => what.first().waitFor({ state: 'visible' });
/** Waits until it is gone from the screen. */
export const seesNoMore = (what: Locator): Promise<void> => what.first().waitFor({ state: 'hidden' });
