/** The schema by which the server judges a document is the editor's own. Runs without a browser. */
import { getSchema } from '@tiptap/core';
import type { NodeType, Schema } from '@tiptap/pm/model';
import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { EditorWires } from '../../client/scribe/editor/extensions.ts';
import { isSound } from '../../client/scribe/merging/sound.ts';
import { MARKS, NODES, ROOT_HOLDS } from '../../shared/scribe/schema.ts';

/** What the editor's files need of a browser while they are loaded. */
async function editorSchema(): Promise<Schema> {
  const still = { addEventListener: () => undefined, matches: false };
  Object.assign(globalThis, {
    window: globalThis,
    localStorage: { getItem: () => null },
    matchMedia: () => still,
    addEventListener: () => undefined,
    document: { ...still, documentElement: { dataset: {} } },
  });
  const { extensions } = await import('../../client/scribe/editor/extensions.ts');
  const link = {
    doc: new Y.Doc(),
    provider: { awareness: { ...still, on: () => undefined, setLocalStateField: () => undefined, states: new Map() } },
  };
  return getSchema(
    extensions(
      link as never,
      { roomId: 'r', you: { id: 'a', name: 'A' }, serverNow: () => 0, mayWrite: true } as unknown as EditorWires,
    ),
  );
}

const childrenOf = (schema: Schema, { contentMatch }: NodeType): string[] =>
  Object.values(schema.nodes)
    .filter((each) => canHold(contentMatch, each))
    .map(({ name }) => name)
    .sort();

/** Whether the type may come anywhere in the content, not only first. */
function canHold(match: NodeType['contentMatch'], type: NodeType, seen = new Set<unknown>()): boolean {
  if (seen.has(match)) return false;
  seen.add(match);
  if (match.matchType(type) !== null) return true;
  return Array.from({ length: match.edgeCount }, (_, at) => match.edge(at).next).some((next) =>
    canHold(next, type, seen),
  );
}

describe('the schema of the document', () => {
  it('ED70 the schema by which the server judges has the blocks, contents, attributes and marks of the editor, and no others', async () => {
    const schema = await editorSchema();
    const { doc, text: _letters, ...nodes } = schema.nodes;
    expect([...ROOT_HOLDS].sort()).toEqual(childrenOf(schema, doc as NodeType));
    expect(
      Object.fromEntries(
        [...NODES].map(([name, { holds, attributes }]) => [name, [[...holds].sort(), Object.keys(attributes).sort()]]),
      ),
    ).toEqual(
      Object.fromEntries(
        Object.values(nodes).map((type) => [
          type.name,
          [childrenOf(schema, type), Object.keys(type.spec.attrs ?? {}).sort()],
        ]),
      ),
    );
    expect(Object.fromEntries([...MARKS].map(([name, attributes]) => [name, Object.keys(attributes).sort()]))).toEqual(
      Object.fromEntries(
        Object.values(schema.marks).map(({ name, spec }) => [name, Object.keys(spec.attrs ?? {}).sort()]),
      ),
    );
  });

  it('ED71 what the editor itself writes of each block and mark, with its own values, is in the schema', async () => {
    const schema = await editorSchema();
    const root = new Y.Doc().getXmlFragment('scribe');
    const marks = Object.values(schema.marks)
      .filter(({ name }) => name !== 'code')
      .map((type) => type.create());
    const blocks = ROOT_HOLDS.map((name) => (schema.nodes[name] as NodeType).createAndFill());
    const line = schema.node('paragraph', { line: 'l', by: 'p' }, [
      schema.text('marked', marks),
      schema.node('hardBreak'),
      schema.node('mention', { id: 'p', label: 'P' }),
      schema.text('code', [schema.mark('code')]),
    ]);
    prosemirrorToYXmlFragment(schema.node('doc', null, [line, ...blocks.filter((block) => block !== null)]), root);
    expect([root.length, isSound(root)]).toEqual([ROOT_HOLDS.length + 1, true]);
  });
});
