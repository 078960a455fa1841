/**
 * How much a server's memory grows, after a forced collection: for an idle connection, and for an open document in
 * which someone has written. `used` is the heap and external memory; the resident size is recorded too.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Stage } from './candidates.ts';
import { comeIn } from './coming-in.ts';
import { together, typeInto, type History } from './history.ts';
import type { Memory, RunningProgram } from '../common/processes.ts';

const SETTLE_MS = 4_000;
// Documents at rest have been compacted by then.
const REST_MS = 40_000;
const EDITS_AN_UPDATE = 20;

export async function perConnection(stage: Stage, connections: number): Promise<Memory> {
  const server = stage.servers[0] as RunningProgram;
  const document = await stage.newDocument();
  const seats = Array.from({ length: connections }, (_, person) => stage.seat(document, person));
  // Everyone has connected once before, so that a connection is measured and not a person's first visit.
  const lines = await comeIn(seats.slice(0, 50));
  await pause(SETTLE_MS);
  const before = await server.memory();
  lines.push(...(await comeIn(seats.slice(50), () => undefined, 50)));
  await pause(SETTLE_MS);
  const after = await server.memory();
  for (const line of lines) line.close();
  return share(before, after, connections - 50);
}

/** With one connection each, which is part of the figure. */
export async function perDocument(stage: Stage, documents: number, written: History): Promise<Memory> {
  const server = stage.servers[0] as RunningProgram;
  const names: string[] = [];
  for (let index = 0; index < documents + 1; index += 1) names.push(await stage.newDocument());
  const updates = together(written, EDITS_AN_UPDATE);
  const open = async (name: string) => {
    const [line] = await comeIn([stage.seat(name, 0)]);
    await typeInto([stage.seat(name, 0), stage.seat(name, 1)], updates);
    return line;
  };
  const lines = [await open(names[0] as string)];
  await pause(SETTLE_MS);
  const before = await server.memory();
  for (const name of names.slice(1)) lines.push(await open(name));
  await pause(REST_MS);
  const after = await server.memory();
  for (const line of lines) line?.close();
  return share(before, after, documents);
}

function share(before: Memory, after: Memory, parts: number): Memory {
  return { used: (after.used - before.used) / parts, rss: (after.rss - before.rss) / parts };
}
