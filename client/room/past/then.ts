/** The room as it was, from the server: what was shown before stays until the answer is there. */
import { useEffect, useState } from 'react';
import type { RoomState } from '../../../shared/room.ts';
import { call } from '../../session/me.ts';
import type { Asked } from '../../ui/past-address.ts';

export interface Then {
  readonly version: number;
  readonly newest: number;
  /** When the room came to stand at this version. */
  readonly at: string;
  readonly room: RoomState;
  /** The moment that was asked for. */
  readonly moment: string;
}

/** The server is not asked for each digit. */
const CALM_MS = 200;

export interface Loading {
  readonly past: Then | null;
  readonly problem: string | null;
  readonly isLoading: boolean;
}

export function useThen(room: string, asked: Asked): Loading {
  const query = 'time' in asked ? `time=${asked.time}` : `version=${asked.version}`;
  const time = 'time' in asked ? asked.time : null;
  const [found, setFound] = useState<{ query: string; past: Then | null; problem: string | null } | null>(null);
  useEffect(() => {
    let isOver = false;
    const load = async (): Promise<void> => {
      const answer = await call<Omit<Then, 'moment'>>('GET', `/api/rooms/${room}/at?${query}`);
      if (isOver) return;
      if (answer.ok) setFound({ query, past: { ...answer.body, moment: time ?? answer.body.at }, problem: null });
      else setFound((before) => ({ query, past: before?.past ?? null, problem: answer.message }));
    };
    const timer = setTimeout(() => void load(), time === null ? 0 : CALM_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [room, query, time]);
  return {
    past: found?.past ?? null,
    problem: found?.query === query ? found.problem : null,
    isLoading: found?.query !== query,
  };
}
