/**
 * The browser of the browser tests: the system's Chromium or Chrome, or the one that CHROMIUM_PATH names. The headless
 * shell is preferred: the same engine without windows, which starts faster and leaves more processor time to the tests.
 */
import { findOrInstall } from './installing.mjs';

/** @type {import('./installing.mjs').Program} */
const CHROMIUM = {
  what: 'Chromium (or Chrome), for the tests in a real browser',
  names: ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  places: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  packages: {
    'apt-get': 'chromium-headless-shell',
    dnf: 'chromium',
    apk: 'chromium',
    pacman: 'chromium',
    zypper: 'chromium',
    brew: 'chromium',
  },
};

/** The path of a browser. */
export async function chromiumBinary() {
  return process.env.CHROMIUM_PATH || findOrInstall(CHROMIUM);
}
