/**
 * People in real browsers: one Chromium for all spec files of a worker, one context (its own cookies, cache and storage)
 * for each person. Errors that the page throws or prints are collected in `complaints`, so that a journey can require
 * that there are none.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core';

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

function launched(): Promise<Browser> {
  const executablePath = CANDIDATES.find((path) => path !== undefined && existsSync(path));
  if (executablePath === undefined) throw new Error('No Chromium found. Install it, or set CHROMIUM_PATH.');
  return chromium.launch({ executablePath, args: QUIET });
}

export class TestBrowser {
  static #running: Promise<Browser> | null = null;
  readonly #contexts: BrowserContext[] = [];
  readonly #folders: string[] = [];
  readonly #browser: Browser;

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** The one that runs already, or a new one. It ends with its worker: the pipe to it is cut then. */
  static async open(): Promise<TestBrowser> {
    const running = await TestBrowser.#running;
    if (running?.isConnected() === true) return new TestBrowser(running);
    TestBrowser.#running = launched();
    return new TestBrowser(await TestBrowser.#running);
  }

  /** For a program that is to end by itself. */
  static async quit(): Promise<void> {
    await (await TestBrowser.#running)?.close();
    TestBrowser.#running = null;
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
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true });
  }
}

/** Waits until it is on the screen. */
export const sees = (what: Locator): Promise<void> => what.first().waitFor({ state: 'visible' });
/** Waits until it is gone from the screen. */
export const seesNoMore = (what: Locator): Promise<void> => what.first().waitFor({ state: 'hidden' });
