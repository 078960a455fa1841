/**
 * A long editing session typed into the scribe document by four stock clients on two servers, in turn: each continues
 * where the one before stopped, once they have all of it. The text is one code block. On the way it notes instants at
 * which nothing was being sent.
 */
import * as Y from 'yjs';
import type { Writer } from '../server/scribe-server.ts';
import type { Fixture } from '../server/scribe-fixtures.ts';
import type { Edit } from './trace-source.ts';
import { until } from '../server/private-redis.ts';

const TURN = 500,
  PATIENCE_MS = 60_000;

export interface Noted {
  readonly atMs: number;
  /** How many edits had been made. */
  readonly edits: number;
}

/** Returns the instants, one after each `noteEvery` edits. */
export async function replay(
  fixture: Fixture,
  edits: readonly Edit[],
  { noteEvery, told }: { noteEvery: number; told?: (edits: number) => void },
): Promise<Noted[]> {
  const writers = [
    fixture.writer(fixture.north),
    fixture.writer(fixture.south, fixture.bob),
    fixture.writer(fixture.south, fixture.ana),
    fixture.writer(fixture.north, fixture.bob),
  ] as const;
  await Promise.all(writers.map(({ synced }) => synced));
  writers[0].doc.getXmlFragment('scribe').insert(0, [emptyBlock()]);
  const noted: Noted[] = [];
  for (let made = 0; made < edits.length; made += TURN) {
    const writer = writers[(made / TURN) % writers.length] as Writer;
    await everybodyHas(writers);
    if (made > 0 && made % noteEvery === 0) noted.push({ atMs: await quietInstant(), edits: made });
    typeOut(textIn(writer.doc), edits.slice(made, made + TURN));
    told?.(Math.min(made + TURN, edits.length));
  }
  await everybodyHas(writers);
  for (const writer of writers) writer.close();
  return noted;
}

/** The long text, as a client has it. */
export function textIn(doc: Y.Doc): Y.XmlText {
  const block = doc
    .getXmlFragment('scribe')
    .toArray()
    .find((each) => each instanceof Y.XmlElement && each.nodeName === 'codeBlock') as Y.XmlElement;
  return block.get(0) as Y.XmlText;
}

/** The long text, as the server tells it in JSON. */
export function textInJson(json: string): string {
  interface Rendered {
    readonly type: string;
    readonly text?: string;
    readonly content?: readonly Rendered[];
  }
  const document = JSON.parse(json) as Rendered;
  return (document.content?.find(({ type }) => type === 'codeBlock')?.content ?? [])
    .map(({ text }) => text ?? '')
    .join('');
}

function emptyBlock(): Y.XmlElement {
  const block = new Y.XmlElement('codeBlock');
  block.insert(0, [new Y.XmlText()]);
  return block;
}

/** Every key is one change, as in an editor. */
function typeOut(text: Y.XmlText, edits: readonly Edit[]): void {
  for (const [position, deleted, inserted = ''] of edits) {
    if (deleted > 0) text.delete(position, deleted);
    if (inserted !== '') text.insert(position, inserted);
  }
}

async function everybodyHas(writers: readonly Writer[]): Promise<void> {
  const states = () => new Set(writers.map(({ doc }) => `${known(doc)} ${textIn(doc).length}`));
  await until(
    'all of them have all of it',
    () => writers.every(({ doc }) => doc.getXmlFragment('scribe').length > 0) && states().size === 1,
    PATIENCE_MS,
  );
}

const known = (doc: Y.Doc): string =>
  [...Y.decodeStateVector(Y.encodeStateVector(doc))]
    .map(([client, clock]) => `${client}:${clock}`)
    .sort((one, other) => (one < other ? -1 : 1))
    .join();

/** Servers record whole milliseconds: nothing is written in this one or those beside it. */
async function quietInstant(): Promise<number> {
  const now = Date.now();
  await until('time went on', () => Date.now() > now + 2);
  const quiet = Date.now();
  await until('time went on again', () => Date.now() > quiet + 2);
  return quiet;
}
