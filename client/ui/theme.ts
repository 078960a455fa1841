/** Dark is the default; light by choice. Kept by this browser. */
import { Store } from '../session/store.ts';

export type Theme = 'dark' | 'light';
export const theme = new Store<Theme>(localStorage.getItem('watchfloor.theme') === 'light' ? 'light' : 'dark');

export function applyTheme(): void {
  document.documentElement.dataset['theme'] = theme.get();
}

export function toggleTheme(): void {
  theme.set(theme.get() === 'dark' ? 'light' : 'dark');
  localStorage.setItem('watchfloor.theme', theme.get());
  applyTheme();
}
