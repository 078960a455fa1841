/**
 * The first entry of a new document: the workspace's headings, appended like anything else, under a client id that no
 * one else may use. When two servers open a new document at once, the second one's append is stale: the headings are
 * there once.
 */
import { parseUpdateMeta } from 'yjs';
import { CLOCK } from '../../../shared/envelope.ts';
import type { ScribeAppender } from '../store/append.ts';
import type { ScribeStore } from '../store/store.ts';
import { TEMPLATE_CLIENT, templateUpdate } from './template.ts';

export interface Beginning {
  readonly store: ScribeStore;
  readonly appender: ScribeAppender;
  readonly headings: () => Promise<readonly string[]>;
}

export async function begin(room: string, { store, appender, headings }: Beginning): Promise<void> {
  if ((await store.head(room)) > 0) return;
  const update = templateUpdate(await headings());
  const to = update === null ? undefined : parseUpdateMeta(update).to.get(TEMPLATE_CLIENT);
  if (update !== null && to !== undefined)
    await appender.append(room, update, [{ client: TEMPLATE_CLIENT, from: 0, to, person: CLOCK }], {
      document: await store.identity(room),
    });
}
