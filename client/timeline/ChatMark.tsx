/** The sign that something was said in the chat that this person has not looked at, or that they have begun a line. */
import { useRef, type ReactNode } from 'react';
import { Mark } from '../ui/DraftMark.tsx';
import { useChatLooked, useChatUnread } from './chat-seen.ts';

interface ChatMarkProps {
  readonly begun: boolean;
  /** What is new, in words that fit behind the tab's name. */
  readonly unread: string;
}

export function ChatMark({ begun, unread }: ChatMarkProps): ReactNode {
  const says = [...(begun ? ['Draft waiting'] : []), ...(useChatUnread() ? [unread] : [])];
  return says.length === 0 ? null : <Mark says={says.join('. ')} />;
}

/** In the chat: while it is on the screen, what is said counts as looked at. */
export function ChatLooked(): ReactNode {
  const place = useRef<HTMLSpanElement>(null);
  useChatLooked(place);
  return <span ref={place} />;
}
