/** The hooks that need no room and no law: the page's entry uses them, and must stay light. */
import { useSyncExternalStore } from 'react';
import { link, type Link } from './connection.ts';
import type { Store } from './store.ts';

/** The value of any store, redrawn when it changes. */
export const useStore = <Value>(store: Store<Value>): Value => useSyncExternalStore(store.subscribe, store.get);

export const useLink = (): Link => useSyncExternalStore(link.subscribe, link.get);
