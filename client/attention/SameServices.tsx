/**
 * For the commander: another open incident names the same services. It may be the same one, or the other's cause. A
 * card and a spoken line; a sound only if the other one is as bad as it gets. Dismissed, it stays away.
 */
import { useEffect, useMemo, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { isolated } from '../../shared/isolated.ts';
import { commandersOf } from '../lobby/commanders.ts';
import { rooms } from '../session/rooms.ts';
import { useNow, useRoom, useView, useYou } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import { announce } from '../ui/announcer.tsx';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { roughly } from '../ui/times.ts';
import { mayRing } from './budget.ts';
import { play } from './earcons.ts';
import { awayThings, putAway } from '../session/put-away.ts';
import { sharing, type Sharing } from './same-services.ts';

export function SameServices(): ReactNode {
  const you = useYou();
  const isMine = useRoom(
    ({ floor, incident }) => floor.holder === you && incident.closedAt === null && incident.services.length > 0,
  );
  return isMine ? <Others /> : null;
}

function Others(): ReactNode {
  const room = useView((view) => view.id);
  const incident = useRoom((whole) => whole.incident);
  const all = useStore(rooms);
  const away = useStore(awayThings);
  const others = useMemo(
    () => sharing(all, { id: room, ...incident }).filter(({ name }) => !away.includes(name)),
    [all, room, incident, away],
  );
  return others.map((other) => <Other key={other.name} other={other} />);
}

function Other({ other: { name, card, names } }: { readonly other: Sharing }): ReactNode {
  const [, go] = useLocation();
  const now = useNow();
  const { id, severity, title, declaredAt, commander } = card;
  const what = `${id.toUpperCase()} also affects ${names.map(isolated).join(' and ')}`;
  const isWorst = severity === 1;
  useEffect(() => {
    announce('polite', `${what}.`);
    if (isWorst) void mayRing(name, false).then((mine) => mine && play('ask'));
  }, [name, what, isWorst]);
  return (
    <Notice
      tone="act"
      title={what}
      actions={
        <>
          <Button look="primary" onClick={() => go(`/rooms/${id}`)}>
            Open {id.toUpperCase()}
          </Button>
          <Button look="quiet" onClick={() => putAway(name)}>
            Not now
          </Button>
        </>
      }
    >
      <p>
        SEV{severity}: {isolated(title)}. Declared {roughly((now - Date.parse(declaredAt)) / 1000)} ago
        {commander === null ? '' : `, IC ${commandersOf([card])(commander.id)}`}. Is it the same incident?
      </p>
    </Notice>
  );
}
