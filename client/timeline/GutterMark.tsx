/** In the margin of a line that stands in two places: which the other one is. */
import { FileText, ListPlus, MessageSquare } from 'lucide-react';
import type { ReactNode } from 'react';
import type { TimelineEntry } from '../../shared/timeline/entries.ts';
import styles from './Talk.module.css';

interface GutterMarkProps {
  readonly entry: TimelineEntry;
  readonly promoted: boolean;
}

export function GutterMark({ entry, promoted }: GutterMarkProps): ReactNode {
  const mark = promoted
    ? { says: 'Also on the timeline', icon: <ListPlus size={11} /> }
    : entry.via === 'document'
      ? { says: 'From the document', icon: <FileText size={11} /> }
      : entry.via === 'chat' && entry.kind !== 'said'
        ? { says: 'From the chat', icon: <MessageSquare size={11} /> }
        : null;
  return mark === null ? null : (
    <span className={styles['gutter']} role="img" aria-label={mark.says} title={mark.says}>
      {mark.icon}
    </span>
  );
}
