/**
 * Timeline, chat and asks: what happened, what is said about it, what the commander is asked. The first two are lists
 * over the same log, each with the line that writes into it; the third is given by the room. Keys: n for a timeline
 * line, / for the chat.
 */
import { Tabs } from '@base-ui/react/tabs';
import { Search } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useVerdict, useView } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import { useDraft } from '../ui/drafting.ts';
import { DraftMark } from '../ui/DraftMark.tsx';
import { dropPlace } from '../ui/files.ts';
import { showAndFocus } from '../ui/focus.ts';
import { useKeys } from '../ui/keys.ts';
import { filesOf } from './attaching.ts';
import { ChatComposer } from './ChatComposer.tsx';
import { ChatLooked, ChatMark } from './ChatMark.tsx';
import { FindDialog } from './FindDialog.tsx';
import { jump } from './jump.ts';
import { Lines } from './Lines.tsx';
import { NoteComposer } from './NoteComposer.tsx';
import { Pins } from './Pins.tsx';
import type { Detail, List, Order } from './rows.ts';
import { ShownAttachment } from './ShownAttachment.tsx';
import { talkTab, type TalkTab } from './talk-tab.ts';
import styles from './Talk.module.css';

interface TalkPanelProps {
  readonly asks: {
    /** The number beside the tab's name, for the people it concerns. */
    readonly count: ReactNode;
    readonly pane: ReactNode;
  };
}

export function TalkPanel({ asks }: TalkPanelProps): ReactNode {
  const tab = useStore(talkTab);
  const noteDrops = useDrops('timeline.note');
  const chatDrops = useDrops('timeline.say');
  const [detail, setDetail] = useState<Detail>('all');
  const [order, setOrder] = useState<Order>('recorded');
  const [finding, setFinding] = useState(false);
  // A line that is gone to may be one that the essentials leave out.
  useEffect(() => jump.subscribe(() => setDetail('all')), []);
  const chat = useDraft('chat', '');
  const note = useDraft('note', '');
  // One for each tab: the old one leaves the page only after the new one has arrived.
  const noteLine = useRef<HTMLTextAreaElement>(null);
  const chatLine = useRef<HTMLTextAreaElement>(null);
  const write = (where: List): void => {
    const line = where === 'timeline' ? noteLine : chatLine;
    showAndFocus(
      () => talkTab.set(where),
      () => line.current,
    );
    // Continues where the reader stopped: a list that comes back has the caret before its text.
    line.current?.setSelectionRange(line.current.value.length, line.current.value.length);
  };
  useKeys([
    { key: 'f', does: 'Find in the log', also: 'search chat timeline', run: () => setFinding(true) },
    { key: 'n', does: 'New timeline line', run: () => write('timeline') },
    { key: '/', does: 'Write in chat', run: () => write('chat') },
    {
      does: order === 'recorded' ? 'Timeline: order by when it happened' : 'Timeline: order by when it was recorded',
      also: 'story sort occurred recorded late entry',
      run: () => (talkTab.set('timeline'), setOrder(order === 'recorded' ? 'occurred' : 'recorded')),
    },
  ]);
  return (
    <section className={styles['panel']} aria-label="Timeline, chat and questions" data-region tabIndex={-1}>
      <Tabs.Root className={styles['root']} value={tab} onValueChange={(next) => talkTab.set(next as TalkTab)}>
        <header className={styles['head']}>
          <Tabs.List className={styles['tabs']} aria-label="Timeline, chat or questions">
            <Tabs.Tab value="timeline" className={styles['tab']}>
              Timeline
              {tab !== 'timeline' && note.isBegun ? <DraftMark /> : null}
            </Tabs.Tab>
            <Tabs.Tab value="chat" className={styles['tab']}>
              Chat
              {tab === 'chat' ? null : <ChatMark begun={chat.isBegun} unread="New messages" />}
            </Tabs.Tab>
            <Tabs.Tab value="asks" className={styles['tab']}>
              Questions{asks.count}
            </Tabs.Tab>
          </Tabs.List>
          {tab === 'timeline' ? (
            <span className={styles['reading']}>
              <OrderSwitch order={order} onChange={setOrder} />
              <DetailSwitch detail={detail} onChange={setDetail} />
            </span>
          ) : null}
          <FindButton onPress={() => setFinding(true)} />
        </header>
        {tab === 'asks' ? null : <Pins />}
        <Tabs.Panel value="timeline" className={styles['pane']} {...noteDrops}>
          <Lines key={order} list="timeline" detail={detail} order={order} />
          <NoteComposer line={noteLine} words={note} />
        </Tabs.Panel>
        <Tabs.Panel value="chat" className={styles['pane']} {...chatDrops}>
          <ChatLooked />
          <Lines list="chat" detail="all" order="recorded" />
          <ChatComposer line={chatLine} words={chat} />
        </Tabs.Panel>
        <Tabs.Panel value="asks" className={styles['pane']}>
          {asks.pane}
        </Tabs.Panel>
      </Tabs.Root>
      <ShownAttachment />
      {finding ? <FindDialog onClose={() => setFinding(false)} /> : null}
    </section>
  );
}

function FindButton({ onPress }: { readonly onPress: () => void }): ReactNode {
  return (
    <button
      type="button"
      className={styles['find']}
      aria-label="Find in the log"
      title="Find in the log"
      onClick={onPress}
    >
      <Search size={15} />
    </button>
  );
}

/** Files dropped anywhere on a list go with the line that is written below it. */
function useDrops(type: 'timeline.say' | 'timeline.note') {
  const room = useView((view) => view.id);
  const mayWrite = useVerdict(type, { text: 'x' }) === null;
  return dropPlace(mayWrite ? (files) => filesOf(room, type).add(files) : null);
}

interface OrderSwitchProps {
  readonly order: Order;
  readonly onChange: (order: Order) => void;
}

/** As it came in, or the story: late lines where they belong. They are marked in both. */
function OrderSwitch({ order, onChange }: OrderSwitchProps): ReactNode {
  return (
    <select
      className={styles['order']}
      aria-label="Order of the timeline"
      value={order}
      onChange={(event) => onChange(event.target.value === 'occurred' ? 'occurred' : 'recorded')}
    >
      <option value="recorded">As recorded</option>
      <option value="occurred">As it happened</option>
    </select>
  );
}

function DetailSwitch({
  detail,
  onChange,
}: {
  readonly detail: Detail;
  readonly onChange: (detail: Detail) => void;
}): ReactNode {
  return (
    <label className={styles['detail']}>
      <input
        type="checkbox"
        checked={detail === 'notes'}
        onChange={(event) => onChange(event.target.checked ? 'notes' : 'all')}
      />
      <span>
        Essentials<span className={styles['only']}> only</span>
      </span>
    </label>
  );
}
