/**
 * The numbers of a room that was declared without its own. An administrator may set others for the workspace or for one
 * room; a room keeps what it was declared with. The practice behind each is named; the number itself is ours, chosen so
 * that no one waits in vain and no one is hurried.
 */
import type { Policy } from './words.ts';

export const DEFAULT_POLICY: Policy = {
  // Relief of the watch at sea: the person who gives it stays in command until the other has taken it, so an offer must
  // not stay open for ever.
  offerSeconds: 300,
  // The deputy is a hot standby and goes first; everyone else waits until the silence cannot be an accident.
  deputyAfterSeconds: 120,
  anyoneAfterSeconds: 300,
  // "Is there an incident commander?", asked aloud (PagerDuty incident response guide); a commander who never confirmed
  // gets less time.
  challengeSeconds: 120,
  provisionalChallengeSeconds: 30,
  firstUpdateSeconds: 300,
  graceSeconds: 300,
  firstCommand: 'declarer',
  // A task is assigned to one person and has to be acknowledged by them (PagerDuty); after twice this long the deputy
  // is told.
  acknowledgeSeconds: 60,
  // "Are there any strong objections?" (PagerDuty): long enough to speak up, short enough to act.
  objectionSeconds: 30,
  // The prompts against fatigue count in hours: after one, two, three and eight of them in a row.
  commandHourSeconds: 3600,
};
