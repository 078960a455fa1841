/**
 * The theme: the system's, unless a person chose light or dark in this browser. Follows the system while the page is
 * open; a browser without a wish gets dark.
 */
import { ofDevice } from '../session/keeping.ts';
import { Store } from '../session/store.ts';

export type Theme = 'dark' | 'light';
export type ThemeChoice = Theme | 'system';

export const THEMES: ReadonlyArray<{ readonly value: ThemeChoice; readonly label: string }> = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

const kept = ofDevice('theme');
const wantsLight = matchMedia('(prefers-color-scheme: light)');
const chosen = kept.get();
export const themeChoice = new Store<ThemeChoice>(chosen === 'light' || chosen === 'dark' ? chosen : 'system');
/** What is on screen. */
export const theme = new Store<Theme>('dark');

function applyTheme(): void {
  const choice = themeChoice.get();
  theme.set(choice === 'system' ? (wantsLight.matches ? 'light' : 'dark') : choice);
  document.documentElement.dataset['theme'] = theme.get();
  // The bars of a phone's browser: whatever the system wishes, in the colour of this page.
  const surface = getComputedStyle(document.documentElement).getPropertyValue('--surface-0').trim();
  if (surface === '') return;
  for (const meta of document.querySelectorAll('meta[name="theme-color"]')) meta.setAttribute('content', surface);
}

export function chooseTheme(choice: ThemeChoice): void {
  themeChoice.set(choice);
  kept.set(choice === 'system' ? null : choice);
  applyTheme();
}

/** Starts following the system. */
export function followSystem(): void {
  applyTheme();
  wantsLight.addEventListener('change', applyTheme);
}
