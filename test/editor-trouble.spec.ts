/**
 * What the document's editor does when something is wrong: a server that takes no more, attributes of the wrong kind, a line that
 * somebody else wrote under one's name, a change that cannot be drawn. Nothing here needs a browser.
 */
import { describe, expect, it } from 'vitest';
import { endedSentence } from '../client/scribe/status.ts';

describe('the editor of the scribe document, in trouble', () => {
  it('ED9 three writes that were not taken end the page\'s link with a word of their own, and never take what was typed away', () => {
    expect(endedSentence(4400, 3)).toBe('The server did not take what this page wrote. Copy what you need, then reload.');
    expect(endedSentence(4403)).not.toContain('not sent');
    expect(endedSentence(4403, 1)).toContain('What you wrote was not sent: download the document');
  });
});
