/**
 * The end of the demo: is the whole incident in the log and in the document? Read back over HTTP and reported in a few
 * lines; what is missing is named.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { call, type Api } from './api.ts';
import { asLine, incident } from './script.ts';
import type { Commit, Event } from './view.ts';

const DOCUMENT_WITHIN_MS = 30_000;
const PAGE = 500;
const inDocument = incident.entries.filter((entry) => ['note', 'task', 'decision'].includes(entry.kind)).map(asLine);

export interface Closing {
  readonly lines: readonly string[];
  readonly missing: readonly string[];
}

export async function closing(api: Api, room: string, nameOf: (person: string) => string): Promise<Closing> {
  const events = await readLog(api, room);
  const document = await readDocument(api, room);
  const of = (type: string) => events.filter((event) => event.type === type);
  const texts = JSON.stringify(events.map((event) => event.data));
  const missing = [
    ...incident.entries
      .filter((entry) => !texts.includes(JSON.stringify(entry.text).slice(1, -1)))
      .map((entry) => `in the log: ${entry.text}`),
    ...inDocument.filter((line) => !document.includes(line)).map((line) => `in the document: ${line}`),
    ...(of('updates.due').length < 2 ? ['two updates that came due'] : []),
    ...(of('tasks.finished').length < 1 ? ['a task that was done'] : []),
    ...(of('decisions.proceeded').length < 1 ? ['a decision'] : []),
    ...(of('floor.passed').length < 2 ? ['two handoffs'] : []),
  ];
  const chain = of('floor.passed').map(({ data }) => nameOf(String(data['to'])));
  const lines = [
    `Command: ${[nameOf(String(of('floor.begun')[0]?.data['holder'])), ...chain].join(' → ')}`,
    `Updates: ${of('updates.posted').length} sent, ${of('updates.due').length} came due, ${of('updates.approved').length} approved by the commander`,
    `Tasks: ${of('tasks.assigned').length} given, ${of('tasks.finished').length} done; decisions: ${of('decisions.proceeded').length}`,
    `Timeline: ${of('timeline.noted').length} notes, ${of('timeline.said').length} messages; the document has ${document.split('\n').filter((line) => line.trim() !== '').length} lines`,
  ];
  return { lines, missing };
}

async function readLog(api: Api, room: string): Promise<readonly Event[]> {
  const events: Event[] = [];
  for (let after = 0; ;) {
    const { commits, version } = await call<{ commits: readonly Commit[]; version: number }>(
      api,
      'GET',
      `/api/rooms/${room}/log?after=${after}&limit=${PAGE}`,
    );
    events.push(...commits.flatMap((commit) => commit.events));
    after = commits.at(-1)?.version ?? version;
    if (after >= version) return events;
  }
}

/** The last keystrokes may still be on their way: asks again until every line is there, up to a limit. */
async function readDocument(api: Api, room: string): Promise<string> {
  for (const giveUpAt = Date.now() + DOCUMENT_WITHIN_MS; ; await wait(200)) {
    const text = await call<string>(api, 'GET', `/api/rooms/${room}/scribe?format=text`);
    if (inDocument.every((line) => text.includes(line)) || Date.now() > giveUpAt) return text;
  }
}
