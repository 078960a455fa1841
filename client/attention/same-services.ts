/** Which other open incidents name a service that this one names. Pure. */
import type { ListedCard } from '../../shared/card.ts';
import type { ImpactedService } from '../../shared/incident/words.ts';
import { openRooms, type Rooms } from '../session/rooms.ts';

export interface Sharing {
  /** By which it is dismissed: the two rooms, and what they share. */
  readonly name: string;
  readonly card: ListedCard;
  /** The services of both. */
  readonly names: readonly string[];
}

interface Mine {
  readonly id: string;
  readonly kind: string;
  readonly services: readonly ImpactedService[];
}

/** Drills and real incidents don't concern each other. */
export function sharing(all: Rooms, { id, kind, services }: Mine): readonly Sharing[] {
  const mine = new Map(services.map((service) => [service.id, service.name]));
  return openRooms(all)
    .filter((card) => card.id !== id && (card.kind === 'drill') === (kind === 'drill'))
    .flatMap((card) => {
      const shared = (card.services ?? []).filter((service) => mine.has(service.id));
      const name = `same.${id}.${card.id}.${shared.map((service) => service.id).join('.')}`;
      return shared.length === 0 ? [] : [{ name, card, names: shared.map((service) => service.name) }];
    });
}
