/** Which window about services is open in this tab of a room. Chips, buttons and the palette open them; only ServicesDialogs shows them. */
import { Store } from '../session/store.ts';

export interface ServicesScreen {
  readonly open: 'impacted' | 'owner' | null;
  /** The service to begin with. */
  readonly service: string | null;
}

const CLOSED: ServicesScreen = { open: null, service: null };

export const servicesScreen = new Store<ServicesScreen>(CLOSED);
export const openWhoOwns = (service: string | null = null): void => servicesScreen.set({ open: 'owner', service });
export const openImpacted = (): void => servicesScreen.set({ open: 'impacted', service: null });
export const closeServices = (): void => servicesScreen.set(CLOSED);
