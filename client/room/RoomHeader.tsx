/**
 * The six facts that never leave the screen: severity, impact, commander, elapsed time and status, next update,
 * connection. No dialog covers them, not even on a phone: everything else reads --header-height to know how far down it
 * may begin.
 */
import { RadioTower } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { Link } from 'wouter';
import { MuteButton } from '../attention/MuteButton.tsx';
import { NotifyButton } from '../attention/NotifyButton.tsx';
import { HereCount } from '../crew/HereCount.tsx';
import { RoleStrip } from '../crew/RoleStrip.tsx';
import { HandOff } from '../floor/CommandActions.tsx';
import { CommanderFact } from '../floor/CommanderFact.tsx';
import { ProxyFact } from '../floor/ProxyFact.tsx';
import { Headline, ImpactLine, Phase } from '../incident/Headline.tsx';
import { IncidentMenu } from '../incident/IncidentMenu.tsx';
import { useRoom, useYou } from '../session/hooks.ts';
import { Boundary } from '../ui/Boundary.tsx';
import { PaletteButton } from '../ui/PaletteButton.tsx';
import { SpanFact } from '../teams/SpanFact.tsx';
import { NextUpdate } from '../updates/NextUpdate.tsx';
import { LinkFact } from './LinkFact.tsx';
import { LinkStrip } from './LinkStrip.tsx';
import { front, goTo } from './panes.ts';
import { personWork } from './person-work.tsx';
import styles from './RoomLayout.module.css';
import { useInPlace } from './useInPlace.ts';
import { useNarrow } from '../ui/useNarrow.ts';

export function RoomHeader(): ReactNode {
  const top = useMeasuredHeight();
  return (
    <header ref={top} className={styles['top']} data-region tabIndex={-1}>
      <Boundary of="The header">
        <Facts />
      </Boundary>
      <Boundary of="The connection’s state">
        <LinkStrip />
      </Boundary>
    </header>
  );
}

function Facts(): ReactNode {
  const narrow = useNarrow();
  const closed = useRoom((room) => room.incident.closedAt !== null);
  return (
    <div ref={useInPlace()} className={styles['facts']}>
      <div className={styles['headline']}>
        <Link href="/" className={styles['home']} aria-label="Lobby" title="Lobby">
          <RadioTower size={18} />
        </Link>
        <Headline />
      </div>
      <div className={styles['phase']}>
        <Phase />
      </div>
      <div className={styles['next']}>
        <NextUpdate />
      </div>
      <div className={styles['roomHeaderLink']}>
        <LinkFact />
        <PaletteButton />
        <IncidentMenu />
      </div>
      <div className={styles['muted']}>
        <MuteButton onlyMuted />
      </div>
      <div className={styles['impact']}>
        <ImpactLine onEdit={() => front.set('now')} />
      </div>
      <div className={styles['people']}>
        <div className={styles['command']}>
          <CommanderFact />
          <ProxyFact />
          <YourHandOff />
        </div>
        <div className={styles['crew']}>
          {closed ? null : <RoleStrip />}
          <SpanFact />
          <HereCount work={personWork} elsewhere={narrow ? () => goTo('crew') : undefined} />
          {closed ? null : (
            <>
              <NotifyButton />
              <MuteButton />
            </>
          )}
        </div>
      </div>
    </div>
  );
}

/** Only the commander's own header has it; the domain is asked again at the press. */
function YourHandOff(): ReactNode {
  const holding = useRoom((room) => room.floor.holder) === useYou();
  return holding ? (
    <span className={styles['handOff']}>
      <HandOff size="small" />
    </span>
  ) : null;
}

function useMeasuredHeight(): React.RefObject<HTMLElement | null> {
  const top = useRef<HTMLElement>(null);
  useEffect(() => {
    const header = top.current;
    if (header === null) return;
    const root = document.documentElement.style;
    const observer = new ResizeObserver(() =>
      root.setProperty('--header-height', `${Math.ceil(header.getBoundingClientRect().height)}px`),
    );
    observer.observe(header);
    return () => {
      observer.disconnect();
      root.removeProperty('--header-height');
    };
  }, []);
  return top;
}
