/**
 * The wide screen: three panes side by side, with dividers that a pointer drags and arrow keys move. This browser
 * remembers.
 */
import { useLayoutEffect, useRef, useSyncExternalStore, type ReactNode } from 'react';
import { columns, move, PLACES } from './columns.ts';
import { Divider } from './Divider.tsx';
import styles from './RoomLayout.module.css';

interface WidePanesProps {
  readonly now: ReactNode;
  readonly log: ReactNode;
  readonly talk: ReactNode;
}

export function WidePanes({ now, log, talk }: WidePanesProps): ReactNode {
  const main = useRef<HTMLElement>(null);
  const shares = useSyncExternalStore(columns.subscribe, columns.get);
  useLayoutEffect(() => {
    for (const [index, place] of PLACES.entries()) main.current?.style.setProperty(`--${place}`, `${shares[index]}fr`);
  }, [shares]);
  const width = (): number => main.current?.clientWidth ?? 1;
  return (
    <main ref={main} className={styles['columns']}>
      <div className={styles['work']} data-pane="now">
        {now}
      </div>
      <Divider label="Between work and document" share={shares[0]} onMove={(pixels) => move(0, pixels / width())} />
      <div className={styles['log']} data-pane="log" data-toasts>
        {log}
      </div>
      <Divider
        label="Between document and timeline"
        share={shares[0] + shares[1]}
        onMove={(pixels) => move(1, pixels / width())}
      />
      <div className={styles['talk']} data-pane="talk">
        {talk}
      </div>
    </main>
  );
}
