/** The headings with which new documents begin: who sets them, and the update that every server makes of them. */
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { templateUpdate } from '../../server/scribe/live/template.ts';
import type { Actor } from '../../shared/envelope.ts';
import { DEFAULT_HEADINGS } from '../../shared/scribe/template.ts';
import { decide, evolve, initial } from '../../shared/workspace/rules.ts';
import { sentences } from '../../shared/workspace/sentences.ts';
import { commands, type WorkspaceState } from '../../shared/workspace/words.ts';
import { admin, ana, clock, START } from '../support/domain/given.ts';

const sets = (state: WorkspaceState, actor: Actor, headings: readonly string[]) =>
  decide(
    state,
    { id: 'c-1', type: 'workspace.set-template', data: { headings } },
    { now: START, actor, commandId: 'c-1', version: 1 },
  );

describe('the template of documents', () => {
  it('WS72 administrators and the servers set the headings of new documents, none for an empty one; no one else does', () => {
    expect(initial.template).toEqual(DEFAULT_HEADINGS);
    for (const actor of [admin, clock]) {
      const verdict = sets(initial, actor, ['Facts', 'Ideas']);
      expect(verdict).toEqual({
        ok: true,
        events: [{ type: 'workspace.template-set', data: { headings: ['Facts', 'Ideas'] } }],
      });
      expect(
        evolve(initial, { version: 1, at: START, by: actor.id, events: verdict.ok ? verdict.events : [] }).template,
      ).toEqual(['Facts', 'Ideas']);
    }
    expect(sets(initial, admin, []).ok).toBe(true);
    expect(sets(initial, ana, ['Mine'])).toMatchObject({ ok: false, code: 'workspace.administrators-only' });
    expect(sets(initial, admin, [...DEFAULT_HEADINGS])).toMatchObject({ ok: false, code: 'workspace.unchanged' });
  });

  it('WS73 a template has 12 headings at most, each one line of at most 80 characters', () => {
    const fits = (headings: readonly string[]): boolean =>
      commands['workspace.set-template'].safeParse({ headings }).success;
    expect([fits(Array.from({ length: 12 }, () => 'x')), fits(Array.from({ length: 13 }, () => 'x'))]).toEqual([
      true,
      false,
    ]);
    expect([fits(['x'.repeat(80)]), fits(['x'.repeat(81)]), fits([' ']), fits(['two\nlines'])]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    const said = [['Facts', 'Ideas'], []].map((headings) => sentences['workspace.template-set']({ headings }, String));
    expect(said).toEqual(['New documents open with the headings: Facts, Ideas.', 'New documents open empty.']);
  });

  it('WS74 every server makes the same bytes of a template, so that it is there once in a document that two of them open', () => {
    const [one, other] = [templateUpdate(DEFAULT_HEADINGS), templateUpdate(DEFAULT_HEADINGS)];
    expect(one).toEqual(other);
    const doc = new Y.Doc();
    for (const update of [one, other]) Y.applyUpdate(doc, update ?? new Uint8Array());
    expect(doc.getXmlFragment('scribe').toJSON()).toBe(
      DEFAULT_HEADINGS.map((heading) => `<heading level="2">${heading}</heading><paragraph></paragraph>`).join(''),
    );
    expect(templateUpdate([])).toBeNull();
  });
});
