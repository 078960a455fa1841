/** The newest answer to a question in the loaded history, for a panel. */
import { useState } from 'react';
import { useView } from './hooks.ts';
import { Latest, type Find } from './latest.ts';

/** `find` must be the same function from one redraw to the next, or the whole history is read again. */
export function useLatest<Found>(find: Find<Found>): Found | null {
  const commits = useView((view) => view.commits);
  const [latest, setLatest] = useState(() => ({ find, reader: new Latest(find) }));
  const current = latest.find === find ? latest : { find, reader: new Latest(find) };
  if (current !== latest) setLatest(current);
  return current.reader.of(commits);
}
