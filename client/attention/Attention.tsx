/**
 * Gets the person's attention: speaks, sounds, marks the tab, notifies. Follows the commits as they arrive, so it works
 * in a hidden tab, whose own timers the browser slows down. Gives the palette its people and tasks. Draws nothing.
 */
import { useEffect, type ReactNode } from 'react';
import { isLost, link } from '../session/connection.ts';
import { useFreshCommits } from '../session/useFreshCommits.ts';
import { announce } from '../ui/announcer.tsx';
import { callOut } from './call-out.ts';
import { useOtherIncidents } from './useOtherIncidents.ts';
import { useTabMark } from './useTabMark.ts';
import { useTargets } from './useTargets.ts';

export function Attention(): ReactNode {
  useTabMark();
  useOtherIncidents();
  useTargets();
  useFreshCommits(callOut);
  useEffect(() => {
    let lost = isLost(link.get().state);
    return link.subscribe(() => {
      const now = isLost(link.get().state);
      if (now !== lost)
        announce(now ? 'assertive' : 'polite', now ? 'Disconnected from the server.' : 'Reconnected to the server.');
      lost = now;
    });
  }, []);
  return null;
}
