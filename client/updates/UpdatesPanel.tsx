/**
 * Status updates: a promise for each audience with its countdown, and drafts awaiting approval. Key u writes.
 */
import type { ReactNode } from 'react';
import { useRoom, useYou } from '../session/hooks.ts';
import { useKeys } from '../ui/keys.ts';
import { Panel } from '../ui/Panel.tsx';
import { Drafts } from './Drafts.tsx';
import { AUDIENCES } from './names.ts';
import { firstAudience } from './owes.ts';
import { PromiseRow } from './PromiseRow.tsx';
import { FORMS, updatesDialog } from './screen.ts';
import { SlowerPrompt } from './SlowerPrompt.tsx';
import styles from './Updates.module.css';

export function UpdatesPanel(): ReactNode {
  const count = useRoom((room) => room.updates.postedCount);
  const you = useYou();
  const audience = useRoom((room) => firstAudience(room, you));
  useKeys([
    {
      key: 'u',
      does: 'Write an update',
      drafts: FORMS.write(audience),
      run: () => updatesDialog.open({ open: 'write', audience }),
    },
  ]);
  return (
    <Panel title="Updates" aside={count === 0 ? undefined : `${count} sent`}>
      <div className={styles['updates']}>
        {AUDIENCES.map((each) => (
          <PromiseRow key={each} audience={each} first={each === audience} />
        ))}
        <SlowerPrompt />
        <Drafts />
      </div>
    </Panel>
  );
}
