/** The hooks that need no room and no domain: the page's entry uses them, and must stay light. */
import { useSyncExternalStore } from 'react';
import { link, type LinkState } from './connection.ts';
import type { Store } from './store.ts';

/** The value of any store, redrawn when it changes. */
export const useStore = <Value>(store: Store<Value>): Value => useSyncExternalStore(store.subscribe, store.get);

/** Not redrawn with each message of the server: when it was last heard changes with all of them. */
export const useLinkState = (): LinkState => useSyncExternalStore(link.subscribe, () => link.get().state);
