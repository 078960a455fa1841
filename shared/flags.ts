/** What any part of the room may ask about any event, from the flags that each capability gives its own. */
import { CAPABILITIES } from './capabilities.ts';
import { flagsOf } from './compose.ts';
import type { AnyEvent } from './envelope.ts';

const FLAGS = flagsOf(CAPABILITIES);
const of = (type: string) => (Object.hasOwn(FLAGS, type) ? FLAGS[type] : undefined);

/** Was this caused by a time that passed and not by a person, whoever's command brought it in? */
export const happensByItself = ({ type }: Pick<AnyEvent, 'type'>): boolean => of(type)?.automatic === true;

/** Did this move the incident, so that also those who see only notes are shown it? */
export const isMilestone = ({ type }: Pick<AnyEvent, 'type'>): boolean => of(type)?.milestone === true;
