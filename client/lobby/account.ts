/** The windows that every page can open, and what the palette asks of the lobby from elsewhere. */
import { Store } from '../session/store.ts';
import { OpenDialog } from '../ui/open-dialog.ts';

export type AccountScreen = 'invite' | 'tokens' | 'template' | 'device';

export const accountDialog = new OpenDialog<AccountScreen>();

/** Someone on another page wants to declare: the lobby's form takes the focus as soon as it is there. */
export const wantsToDeclare = new Store(false);
