/**
 * The numbers that hold in a room which was declared without its own. An administrator may fix others for the workspace
 * or for one room; what a room was declared with stays for as long as it lives. The practice behind each is named; the
 * number itself is ours, chosen so that no one waits in vain and no one is hurried.
 */
import type { Policy } from './words.ts';

export const DEFAULT_POLICY: Policy = {
  // Relief of the watch at sea: who gives it stays in command until the other has taken it, so an offer must not stand
  // for ever.
  offerSeconds: 300,
  // The deputy is a hot standby and goes first; everyone else waits until the silence cannot be an accident.
  deputyAfterSeconds: 120,
  anyoneAfterSeconds: 300,
  // "Is there an incident commander?", asked aloud (PagerDuty incident response guide); someone who never confirmed is
  // asked shorter.
  challengeSeconds: 120,
  provisionalChallengeSeconds: 30,
  firstUpdateSeconds: 300,
  graceSeconds: 300,
  firstCommand: 'declarer',
  // A task is assigned to one person and has to be acknowledged by them (PagerDuty); twice this long tells the deputy.
  acknowledgeSeconds: 60,
  // "Are there any strong objections?" (PagerDuty): long enough to speak up, short enough to act.
  objectionSeconds: 30,
  // An hour is what the prompts against fatigue count in: after one, two, three and eight of them in a row.
  commandHourSeconds: 3600,
};
