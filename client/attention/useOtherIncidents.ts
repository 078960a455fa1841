/**
 * Everyone in an open room is told once of an incident that someone declares or reopens meanwhile: in one quiet message
 * that leads there. A sound only for a commander, and only if it is as bad as it gets. What was open before this page
 * was is no news. The list of open rooms, which the room's other parts read too, is kept here.
 */
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import type { ListedCard } from '../../shared/card.ts';
import { isolated } from '../../shared/isolated.ts';
import { useRoom, useView, useYou } from '../session/hooks.ts';
import { opened, rooms, watchRooms } from '../session/rooms.ts';
import { toast } from '../ui/toasts.ts';
import { mayRing } from './budget.ts';
import { play } from './earcons.ts';
import { sharing } from './same-services.ts';

export function useOtherIncidents(): void {
  const you = useYou();
  const here = useView(({ id }) => id);
  const incident = useRoom((room) => room.incident);
  const commands = useRoom(({ floor }) => floor.holder) === you;
  const [, go] = useLocation();
  useEffect(() => watchRooms({ closed: false }), []);
  useEffect(() => {
    let before = rooms.get();
    return rooms.subscribe(() => {
      const all = rooms.get();
      // A commander reads of those in a card of its own.
      const alike = commands ? sharing(all, { id: here, ...incident }).map(({ card }) => card.id) : [];
      const news = opened(before, all).filter((card) => concerns(card, incident) && !alike.includes(card.id));
      before = all;
      for (const card of news) {
        if (card.id === here || card.commander?.id === you) continue;
        toast({ tone: 'news', text: toldOf(card), undo: { label: 'Open', run: () => go(`/rooms/${card.id}`) } });
        if (commands && card.severity === 1 && card.kind !== 'drill') void rings(card);
      }
    });
  }, [you, here, incident, commands, go]);
}

/** A drill is for those in a drill; what is real is for everyone. */
const concerns = (card: ListedCard, here: { readonly kind: string; readonly closedAt: string | null }): boolean =>
  here.closedAt === null && (card.kind !== 'drill' || here.kind === 'drill');

function toldOf({ id, kind, severity, title, reopened }: ListedCard): string {
  const [grade, name] = [kind === 'drill' ? 'Drill' : `SEV${severity}`, `${id.toUpperCase()} ${isolated(title)}`];
  return `${grade} ${reopened === true ? 'reopened' : 'declared'}: ${name}`;
}

async function rings({ id, commander }: ListedCard): Promise<void> {
  if (await mayRing(`opened.${id}.${commander?.since ?? ''}`, false)) play('ask');
}
