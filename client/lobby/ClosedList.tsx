/** Every incident that is over: the newest first, older ones a press away, and any of them by its words or number. */
import { Search } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { connection } from '../session/connection.ts';
import { useStore } from '../session/store-hooks.ts';
import { Button } from '../ui/Button.tsx';
import { closed, FIRST_PAGE, moreClosed, seekClosed, shownOf } from './closed-rooms.ts';
import styles from './Lobby.module.css';
import { Retry } from './Retry.tsx';
import { ClosedRow } from './RoomRows.tsx';
import { rooms } from '../session/rooms.ts';

/** People type faster than lists need to change. */
const PAUSE_MS = 150;

export function ClosedList(): ReactNode {
  const page = useStore(closed);
  const { cards, total } = shownOf(page, useStore(rooms));
  useEffect(keepFresh, []);
  if (total === 0 && page.query === '') return page.problem === null ? null : <Problem words={page.problem} />;
  return (
    <section className={styles['list']} aria-label="Closed">
      <div className={styles['closedHead']}>
        <h2>
          Closed
          <span>{total}</span>
        </h2>
        {total > FIRST_PAGE || page.query !== '' ? <SearchField /> : null}
      </div>
      <p className="visually-hidden" role="status">
        {page.query.trim() === '' || page.isLoading ? '' : found(total)}
      </p>
      {cards.length === 0 && !page.isLoading && page.problem === null ? (
        <p className={styles['roomListEmpty']}>No closed incident has these words. Try fewer, or its number.</p>
      ) : (
        <ul>
          {cards.map((card) => (
            <li key={card.id}>{card.closedAt === null ? null : <ClosedRow card={card} closedAt={card.closedAt} />}</li>
          ))}
        </ul>
      )}
      {page.problem === null ? <More left={total - cards.length} /> : <Problem words={page.problem} />}
    </section>
  );
}

const found = (total: number): string =>
  total === 0
    ? 'No closed incidents found'
    : total === 1
      ? '1 closed incident found'
      : `${total} closed incidents found`;

function SearchField(): ReactNode {
  const [words, setWords] = useState(closed.get().query);
  useEffect(() => {
    if (words === closed.get().query) return;
    const later = setTimeout(() => void seekClosed(words), PAUSE_MS);
    return () => clearTimeout(later);
  }, [words]);
  return (
    <label className={styles['seek']}>
      <Search size={15} aria-hidden="true" />
      <input
        type="search"
        aria-label="Search closed incidents"
        placeholder="Search by title or number"
        autoComplete="off"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
    </label>
  );
}

function More({ left }: { readonly left: number }): ReactNode {
  const { cursor, isLoading } = useStore(closed);
  if (cursor === null || left <= 0) return null;
  return (
    <div className={styles['more']}>
      <Button disabled={isLoading} onClick={() => void moreClosed()}>
        {isLoading ? 'Loading…' : 'Show more'}
      </Button>
      <span>{left === 1 ? '1 older incident' : `${left} older incidents`}</span>
    </div>
  );
}

const Problem = ({ words }: { readonly words: string }): ReactNode => (
  <Retry message={words} onRetry={() => seekClosed(closed.get().query)} />
);

/** Asked again with each connection: rooms may have closed meanwhile. */
function keepFresh(): () => void {
  const socket = connection();
  const learn = (): void => void seekClosed(closed.get().query);
  learn();
  socket.on('connect', learn);
  return () => socket.off('connect', learn);
}
