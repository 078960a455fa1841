/**
 * "Needs you": what waits for this person, each item with its one button. What a card already asks is not asked twice;
 * key `a` does the first item. Only the most pressing ones show, the rest are one press away. When nothing is owed,
 * nothing is drawn.
 */
import { useMemo, useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { judge, useNow, useRoom, useRoomStore, useSend, useView, useYou } from '../session/hooks.ts';
import { rooms } from '../session/rooms.ts';
import { useStore } from '../session/store-hooks.ts';
import { Button } from '../ui/Button.tsx';
import { useKeys } from '../ui/keys.ts';
import { toast } from '../ui/toasts.ts';
import { OWED_OF } from './capabilities.ts';
import { open, OweItem } from './OweItem.tsx';
import { elsewhere } from './other-commands.ts';
import styles from './Attention.module.css';
import { owedIn, type Owed, type Press } from './owed.ts';

export function useOwed(): readonly Owed[] {
  const room = useRoom((whole) => whole);
  const you = useYou();
  const now = useNow();
  const here = useView(({ id }) => id);
  const all = useStore(rooms);
  const [, go] = useLocation();
  return useMemo(() => {
    const others = elsewhere(all, here, [you, now], (id) => go(`/rooms/${id}`));
    return owedIn([...OWED_OF, () => others], room, you, now);
  }, [room, you, now, here, all, go]);
}

/** `lines`: how many show before the rest is asked for. */
export function OweBar({ lines }: { readonly lines: number }): ReactNode {
  const owed = useOwed();
  const first = owed[0];
  const [all, setAll] = useState(false);
  const press = usePress();
  useKeys([
    {
      key: 'a',
      does: 'Do your next action',
      also: 'answer you owe first',
      once: true,
      run: () =>
        first === undefined ? toast({ tone: 'done', text: 'Nothing needs you right now.' }) : press(first.press),
    },
  ]);
  const listed = owed.filter(({ carded }) => !carded);
  if (listed.length === 0) return null;
  // One more line takes no more room than saying that there is one more.
  const few = !all && listed.length > lines + 1;
  const shown = few ? listed.slice(0, lines) : listed;
  return (
    <section className={styles['owe']} aria-label="Needs you" data-region tabIndex={-1}>
      <h2>Needs you</h2>
      <ul>
        {shown.map((item) => (
          <OweItem key={item.id} item={item} first={item === first} />
        ))}
        {few ? (
          <li className={styles['more']}>
            <Button look="quiet" size="small" onClick={() => setAll(true)}>
              and {listed.length - lines} more
            </Button>
          </li>
        ) : null}
        {all && listed.length > lines + 1 ? (
          <li className={styles['more']}>
            <Button look="quiet" size="small" onClick={() => setAll(false)}>
              show fewer
            </Button>
          </li>
        ) : null}
      </ul>
    </section>
  );
}

function usePress(): (press: Press) => void {
  const send = useSend();
  const store = useRoomStore();
  return (press) => {
    const { opens, command } = press;
    if (opens !== undefined) return open(press);
    if (store.view.get().phase !== 'live' || command === undefined) return;
    const refused = judge(store.view.get(), command.type, command.data);
    if (refused !== null) return toast({ tone: 'refused', text: refused.sentence });
    void send(command.type, command.data).then(
      (answer) => answer.ok || toast({ tone: 'refused', text: answer.message }),
    );
  };
}
