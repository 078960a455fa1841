/**
 * The tab shows it too: "(2) SEV1 12m" for two things owed, the severity and the incident's age; a dot on the icon
 * while something is owed.
 */
import { useEffect } from 'react';
import { useNow, useRoom } from '../session/hooks.ts';
import { useOwed } from './OweBar.tsx';

const NAME = 'Watchfloor';

export function useTabMark(): void {
  const owed = useOwed().length;
  const severity = useRoom((room) => room.incident.severity);
  const title = useRoom((room) => room.incident.title);
  const declaredAt = useRoom((room) => room.incident.declaredAt);
  const closed = useRoom((room) => room.incident.closedAt !== null);
  const minutes = Math.floor((useNow() - Date.parse(declaredAt ?? '')) / 60_000);
  const age = Number.isNaN(minutes)
    ? ''
    : minutes < 60
      ? `${minutes}m`
      : `${Math.floor(minutes / 60)}h${String(minutes % 60).padStart(2, '0')}`;
  const words = closed ? `Closed: ${title}` : `${owed === 0 ? '' : `(${owed}) `}SEV${severity} ${age} ${title}`;
  useEffect(() => {
    document.title = words;
    return () => void (document.title = NAME);
  }, [words]);
  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>("link[rel='icon']");
    if (icon === null) return;
    icon.href = owed === 0 ? '/favicon.svg' : '/favicon-owed.svg';
    return () => void (icon.href = '/favicon.svg');
  }, [owed]);
}
