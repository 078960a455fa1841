/**
 * Where something else on the screen is what to press next: a primary button in here looks like any other, so that one
 * button stands out and not three.
 */
import { createContext } from 'react';

export const Calm = createContext(false);
