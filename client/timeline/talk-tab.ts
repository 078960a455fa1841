/** Which list of the talk pane is in front in this tab. The room's keys bring one there; the panel shows it. */
import { Store } from '../session/store.ts';
import type { List } from './rows.ts';

export type TalkTab = List | 'asks';

export const TALK_TABS: readonly TalkTab[] = ['timeline', 'chat', 'asks'];
export const talkTab = new Store<TalkTab>('timeline');
