/**
 * Before tests with real servers: they start the built server and its pages, as it is shipped, so both are brought up
 * to date.
 */
import { prepare } from './prepare.mjs';

export const setup = () => prepare(['redis', 'server', 'client']);
