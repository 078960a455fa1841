/** Dark is the default; light by choice. Kept by this browser. */
import { ofDevice } from '../session/keeping.ts';
import { Store } from '../session/store.ts';

export type Theme = 'dark' | 'light';
const kept = ofDevice('theme');
export const theme = new Store<Theme>(kept.get() === 'light' ? 'light' : 'dark');

export function applyTheme(): void {
  document.documentElement.dataset['theme'] = theme.get();
}

export function toggleTheme(): void {
  theme.set(theme.get() === 'dark' ? 'light' : 'dark');
  kept.set(theme.get());
  applyTheme();
}
