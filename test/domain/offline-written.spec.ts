/**
 * The document as plain text, made by a browser that is offline: from the editor's own JSON, in the same form as the
 * server's.
 */
import { describe, expect, it } from 'vitest';
import { nearlyFullSentence } from '../../client/scribe/offline/status.ts';
import { written, type BlockNode } from '../../shared/scribe/written.ts';

const ID = 'ab'.repeat(32);
const DOCUMENT: BlockNode = {
  type: 'doc',
  content: [
    {
      type: 'decision',
      content: [
        { type: 'text', text: 'roll back ' },
        { type: 'text', text: '812', marks: [{ type: 'bold' }] },
      ],
    },
    {
      type: 'paragraph',
      content: [
        { type: 'mention', attrs: { id: 'p-1', label: 'Ana R' } },
        { type: 'text', text: ' drains eu-1' },
      ],
    },
    { type: 'attachment', attrs: { id: ID, name: 'p99 [eu].png', type: 'image/png' } },
    { type: 'attachment', attrs: { id: 'javascript:', name: 'odd', type: 'text/plain' } },
  ],
};

describe('the document in words', () => {
  it('SC24 decisions, people and attachments keep their form, and only a real attachment becomes a link', () => {
    expect(written(DOCUMENT, 'text', 'inc-1')).toBe(
      'Decision: roll back 812\n@Ana R drains eu-1\n[p99 [eu].png]\n[odd]\n',
    );
    expect(written(DOCUMENT, 'markdown', 'inc-1')).toBe(
      `**Decision:** roll back **812**\n\n@Ana R drains eu-1\n\n![p99 \\[eu\\].png](/api/rooms/inc-1/attachments/${ID})\n\n\\[odd\\]\n`,
    );
  });

  it('JR103 the warning counts in megabytes and never beyond what fits', () => {
    expect(nearlyFullSentence(4.2 * 1024 * 1024)).toBe(
      'The document is nearly full (4.2 of 5 MB). Delete or move long pastes.',
    );
    expect(nearlyFullSentence(6 * 1024 * 1024)).toContain('(5.0 of 5 MB)');
  });
});
