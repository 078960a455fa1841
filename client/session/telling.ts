/** Every event of a room as a sentence with people's names, from what each capability says of its own. */
import { CAPABILITIES } from '../../shared/capabilities.ts';
import { tellerOf } from '../../shared/compose.ts';

export const tell = tellerOf(CAPABILITIES);
