/**
 * An address becomes a link where it is typed. What comes from others, or from this browser's copy, stays as it was
 * written: otherwise every editor would write into what others wrote, and a document that opens would be searched for
 * addresses before it is shown.
 */
import { Extension } from '@tiptap/core';
import { isChangeOrigin } from '@tiptap/extension-collaboration';

export const OwnLinks = Extension.create({
  name: 'ownLinks',
  dispatchTransaction: ({ transaction, next }) =>
    next(isChangeOrigin(transaction) ? transaction.setMeta('preventAutolink', true) : transaction),
});
