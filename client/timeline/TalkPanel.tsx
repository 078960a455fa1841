/**
 * Timeline and chat: what happened, and what is said about it. Two lists over the same log, each with the line that writes into
 * it. Keys: n for a timeline line, / for the chat.
 */
import { Tabs } from '@base-ui/react/tabs';
import { useRef, useState, type ReactNode } from 'react';
import { useView } from '../session/hooks.ts';
import { useKeys } from '../ui/keys.ts';
import { ChatComposer } from './ChatComposer.tsx';
import { useEntries } from './entries.ts';
import { LogList } from './LogList.tsx';
import { NoteComposer } from './NoteComposer.tsx';
import { Pins } from './Pins.tsx';
import { pendingRows, rowsOf, type Detail, type List } from './rows.ts';
import styles from './Talk.module.css';

export function TalkPanel(): ReactNode {
  const [list, setList] = useState<List>('timeline');
  const [detail, setDetail] = useState<Detail>('all');
  const [chat, setChat] = useState('');
  const [note, setNote] = useState('');
  const line = useRef<HTMLTextAreaElement>(null);
  const write = (where: List): void => {
    setList(where);
    requestAnimationFrame(() => line.current?.focus());
  };
  useKeys([
    { key: 'n', does: 'New timeline line', run: () => write('timeline') },
    { key: '/', does: 'Write in the chat', run: () => write('chat') },
  ]);
  return (
    <section className={styles['panel']} aria-label="Timeline and chat" data-region tabIndex={-1}>
      <Tabs.Root className={styles['root']} value={list} onValueChange={(next) => setList(next as List)}>
        <header className={styles['head']}>
          <Tabs.List className={styles['tabs']} aria-label="Timeline or chat">
            <Tabs.Tab value="timeline" className={styles['tab']}>Timeline</Tabs.Tab>
            <Tabs.Tab value="chat" className={styles['tab']}>Chat</Tabs.Tab>
          </Tabs.List>
          {list === 'timeline' ? <DetailSwitch detail={detail} onChange={setDetail} /> : null}
        </header>
        <Pins />
        <Tabs.Panel value="timeline" className={styles['pane']}><Lines list="timeline" detail={detail} /><NoteComposer line={line} text={note} onText={setNote} /></Tabs.Panel>
        <Tabs.Panel value="chat" className={styles['pane']}><Lines list="chat" detail="all" /><ChatComposer line={line} text={chat} onText={setChat} /></Tabs.Panel>
      </Tabs.Root>
    </section>
  );
}

function Lines({ list, detail }: { readonly list: List; readonly detail: Detail }): ReactNode {
  const entries = useEntries();
  const pending = useView((view) => view.pending);
  const rows = [...rowsOf(entries, list, detail), ...pendingRows(pending, list)];
  const empty = list === 'chat' ? 'Say what you see. A line that begins with “TL ” also goes on the timeline.' : 'What happened, in order. Write the first line below.';
  return <LogList label={list === 'chat' ? 'Chat' : 'Timeline'} rows={rows} empty={empty} />;
}

function DetailSwitch({ detail, onChange }: { readonly detail: Detail; readonly onChange: (detail: Detail) => void }): ReactNode {
  return (
    <label className={styles['detail']}>
      <input type="checkbox" checked={detail === 'notes'} onChange={(event) => onChange(event.target.checked ? 'notes' : 'all')} />
      Essentials only
    </label>
  );
}
