/**
 * "You were away 3 m 12 s": what changed, before anything else is done. If nothing that matters changed, one line is
 * enough.
 */
import { useEffect, type ReactNode } from 'react';
import { useNames, useRoom, useRoomStore, useView, useYou } from '../session/hooks.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { At } from '../ui/Time.tsx';
import { toast } from '../ui/toasts.ts';
import { missed, ORDER, type About, type Missed } from './digest.ts';
import styles from './RoomLayout.module.css';

const HEADINGS: Readonly<Record<About, string>> = {
  command: 'Command',
  decisions: 'Decided',
  tasks: 'Tasks for you',
  yours: 'Also for you',
  incident: 'The incident',
  updates: 'Updates',
};

export function ReturnDigest(): ReactNode {
  const store = useRoomStore();
  const returned = useView((view) => view.returned);
  const commits = useView((view) => view.commits);
  const you = useYou();
  const holder = useRoom((room) => room.floor.holder);
  const name = useNames();
  const since =
    returned === null
      ? []
      : missed(
          commits.filter((commit) => commit.version >= returned.fromVersion),
          { you, holder },
          name,
        );
  const away = returned === null ? '' : exactly((returned.backAt - returned.awaySince) / 1000);
  // So much happened that only the newest of it was sent: this is said, not hidden.
  const incomplete = returned !== null && (commits[0]?.version ?? 1) > returned.fromVersion;
  const nothing = returned !== null && since.length === 0 && !incomplete;
  useEffect(() => {
    if (!nothing) return;
    toast({ tone: 'done', text: `You were away for ${away}. No decisions were made.` });
    store.forgetReturn();
  }, [nothing, away, store]);
  return (
    <Dialog
      open={returned !== null && !nothing}
      onClose={() => store.forgetReturn()}
      title={`You were away for ${away}`}
      actions={
        <Button look="primary" onClick={() => store.forgetReturn()}>
          Continue
        </Button>
      }
    >
      {ORDER.map((about) => (
        <Part key={about} title={HEADINGS[about]} lines={since.filter((each) => each.about === about)} />
      ))}
      {incomplete ? (
        <p className={styles['more']}>More happened than is listed here. See the timeline for everything.</p>
      ) : null}
    </Dialog>
  );
}

function Part({ title, lines }: { readonly title: string; readonly lines: readonly Missed[] }): ReactNode {
  if (lines.length === 0) return null;
  return (
    <section className={styles['part']}>
      <h3>{title}</h3>
      <ul>
        {lines.map((line, index) => (
          <li key={index}>
            <At at={line.at} seconds="seconds" />
            <span>{line.text}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** 3 m 12 s, for screen readers. */
function exactly(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  return [h > 0 ? `${h} h` : '', h > 0 || m > 0 ? `${m} m` : '', `${s} s`].filter((part) => part !== '').join(' ');
}
