/** Which room a part of the page belongs to. Apart from hooks.ts, so that what only asks for it carries no domain. */
import { createContext } from 'react';
import type { RoomStore } from './room-store.ts';

export const RoomContext = createContext<RoomStore | null>(null);
