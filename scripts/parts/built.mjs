/** Before tests with real servers, builds what is stale: they start the built server and its pages, as shipped. */
import { prepare } from './prepare.mjs';

export const setup = () => prepare(['redis', 'server', 'client']);
