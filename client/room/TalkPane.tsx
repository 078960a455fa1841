/**
 * The talk pane as the room shows it: timeline and chat, and the asks as its third tab. Keys: g c for the chat, g a for
 * the asks.
 */
import type { ReactNode } from 'react';
import { AsksPane } from '../asks/AsksPane.tsx';
import { OpenCount } from '../asks/OpenCount.tsx';
import { FORMS as ASKS } from '../asks/screen.ts';
import { learnToPrepare } from '../timeline/attaching.ts';
import { ChatMark } from '../timeline/ChatMark.tsx';
import { talkTab } from '../timeline/talk-tab.ts';
import { TalkPanel } from '../timeline/TalkPanel.tsx';
import { useDraftWaits } from '../ui/DraftMark.tsx';
import { showAndFocus } from '../ui/focus.ts';
import { useKeys } from '../ui/keys.ts';
import { front, goTo } from './panes.ts';

learnToPrepare(async (picture) => (await import('../scribe/attachments/shrink.ts')).prepare(picture));

/** The focus goes into the list, where j and k move. */
export function showAsks(): void {
  const show = (): void => {
    talkTab.set('asks');
    front.set('talk');
  };
  showAndFocus(show, () => document.querySelector('[data-asks]'));
}

/** Where the timeline is when a line of it is asked for. */
export const showTalk = (): void => front.set('talk');

function showChat(): void {
  talkTab.set('chat');
  goTo('talk');
}

export function TalkPane(): ReactNode {
  useKeys([
    { key: 'g c', does: 'Go to chat', also: 'talk pane', run: showChat },
    { key: 'g a', does: 'Go to questions', also: 'asks commander pane', run: showAsks },
  ]);
  return <TalkPanel asks={{ count: <OpenCount />, pane: <AsksPane /> }} />;
}

const BEGUN: readonly string[] = ['chat', 'note', ...ASKS.ask];

/** On its tab, while another pane is in front: what was begun in it, and what others said. */
export const TalkMark = (): ReactNode => <ChatMark begun={useDraftWaits(BEGUN)} unread="New chat messages" />;
