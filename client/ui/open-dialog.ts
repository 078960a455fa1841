/**
 * Which dialog of a panel is open in this tab, and about what; null for none. Buttons, keys, the palette and owed items
 * open it from anywhere, and only the panel's own component shows it, so that no panel needs to know another one's
 * parts.
 */
import { Store } from '../session/store.ts';

export class OpenDialog<About> extends Store<About | null> {
  constructor() {
    super(null);
  }

  readonly open = (about: About): void => this.set(about);
  readonly close = (): void => this.set(null);
}
