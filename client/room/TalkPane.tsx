/** The talk pane as the room shows it: timeline and chat, and the asks as its third tab. Keys: g c for the chat, g a for the asks. */
import type { ReactNode } from 'react';
import { AsksPane } from '../asks/AsksPane.tsx';
import { OpenCount } from '../asks/OpenCount.tsx';
import { talkTab, type TalkTab } from '../timeline/talk-tab.ts';
import { TalkPanel } from '../timeline/TalkPanel.tsx';
import { useKeys } from '../ui/keys.ts';
import { goTo } from './panes.ts';

function show(tab: TalkTab): void {
  talkTab.set(tab);
  goTo('talk');
}

/** The focus goes into the list, where j and k move. */
export function showAsks(): void {
  show('asks');
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-asks]')?.focus());
}

export function TalkPane(): ReactNode {
  useKeys([
    { key: 'g c', does: 'Go to the chat', also: 'talk pane', run: () => show('chat') },
    { key: 'g a', does: 'Go to the asks', also: 'questions commander pane', run: showAsks },
  ]);
  return <TalkPanel asks={{ count: <OpenCount />, pane: <AsksPane /> }} />;
}
