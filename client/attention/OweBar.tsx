/**
 * "YOU OWE": what waits for this person, each item with its one button. What a card about command already asks is not asked twice;
 * key `a` does the first of all. Nothing owed: nothing is drawn.
 */
import { useMemo, type ReactNode } from 'react';
import { useNow, useRoom, useRoomStore, useSend, useYou } from '../session/hooks.ts';
import { useKeys } from '../ui/keys.ts';
import { toast } from '../ui/toasts.ts';
import { OweItem } from './OweItem.tsx';
import styles from './Attention.module.css';
import { hasCard, owedBy, type Owed } from './owed.ts';
import { pressOf, type Press } from './presses.ts';

export function useOwed(): readonly Owed[] {
  const room = useRoom((whole) => whole);
  const you = useYou();
  const now = useNow();
  return useMemo(() => owedBy(room, you, now), [room, you, now]);
}

export function OweBar(): ReactNode {
  const owed = useOwed();
  const first = owed[0];
  const press = usePress();
  useKeys([{ key: 'a', does: 'Do the first thing you owe', run: () => (first === undefined ? toast({ tone: 'done', text: 'You owe nothing now.' }) : press(pressOf(first))) }]);
  const listed = owed.filter((item) => !hasCard(item));
  if (listed.length === 0) return null;
  return (
    <section className={styles['owe']} aria-label="You owe" data-region tabIndex={-1}>
      <h2>You owe</h2>
      <ul>{listed.map((item) => <OweItem key={item.id} item={item} first={item === first} />)}</ul>
    </section>
  );
}

function usePress(): (press: Press) => void {
  const send = useSend();
  const store = useRoomStore();
  return (press) => {
    if (press.opens !== undefined) return press.opens();
    if (store.view.get().phase !== 'live' || press.type === undefined) return;
    void send(press.type, press.data ?? {}).then((answer) => answer.ok || toast({ tone: 'refused', text: answer.message }));
  };
}
