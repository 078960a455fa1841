/** What is owed about a decision: a response while its time runs, and the decision itself when time is up. */
import { sitsAt } from '../../shared/decisions/stations.ts';
import { isResponder } from '../../shared/standing.ts';
import type { Owed, Owes } from '../attention/owed.ts';
import { decisionsDialog } from './screen.ts';

export const owed: Owes = (room, you, now) => {
  const { running } = room.decisions;
  if (running === null) return [];
  const { id, text, until, windowClosed, stations, heard, objections } = running;
  const commands = room.floor.holder === you;
  // The log or this clock, whichever says first that time is up: the card does the same.
  if (windowClosed || Date.parse(until) <= now) return commands ? [decision(id, text, until)] : [];
  if (stations !== null)
    return stations.some(({ role, answer }) => answer === null && sitsAt(room, you, role))
      ? [answer(id, text, until)]
      : [];
  const said = heard.includes(you) || objections.some((each) => each.by === you && each.text === text);
  return said || commands || !isResponder(room, you) ? [] : [response(id, text, until)];
};

const decision = (id: string, text: string, until: string): Owed => ({
  id: `decide.${id}.${until}`,
  pressure: 'asked',
  urgent: true,
  carded: true,
  words: [`Time for objections is up: ${text} `, { since: until }],
  press: { verb: 'Decide', opens: () => decisionsDialog.open({ open: 'decide' }) },
});

const answer = (id: string, text: string, until: string): Owed => ({
  id: `station.${id}.${until}`,
  pressure: 'seconds',
  carded: true,
  words: [`Go/no-go for your role: ${text} `, { until }],
  press: { verb: 'Answer go/no-go', opens: 'now' },
});

const response = (id: string, text: string, until: string): Owed => ({
  id: `hear.${id}.${until}`,
  pressure: 'seconds',
  carded: true,
  words: [`Any strong objection? ${text} `, { until }],
  press: { verb: 'Heard', command: { type: 'decisions.hear', data: { text } } },
});
