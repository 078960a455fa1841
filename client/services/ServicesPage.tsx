/**
 * `/services`: the map of what this organization runs. On the left every service, searchable; on the right the selected
 * one, or the whole map as a drawing. Administrators maintain it here; the owner of a service maintains that one.
 */
import { ArrowLeft } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { Link, useLocation } from 'wouter';
import type { Service } from '../../shared/workspace/words.ts';
import { useStore } from '../session/store-hooks.ts';
import type { Me } from '../session/me.ts';
import { Button } from '../ui/Button.tsx';
import { useKeys } from '../ui/keys.ts';
import { EditService } from './EditService.tsx';
import { EmptyMap } from './EmptyMap.tsx';
import { saveMap } from './example.ts';
import { ImportDialog } from './ImportDialog.tsx';
import { learnMap, serviceMap } from './map.ts';
import { MapDrawing } from './MapDrawing.tsx';
import { ServiceList } from './ServiceList.tsx';
import { ServiceSheet } from './ServiceSheet.tsx';
import styles from './Services.module.css';

/** `of`: null for a new one. */
type Window = { readonly kind: 'import' } | { readonly kind: 'edit'; readonly of: Service | null } | null;

export function ServicesPage({ me, shown }: { readonly me: Me; readonly shown: string | null }): ReactNode {
  const { known, services, problem } = useStore(serviceMap);
  const [open, setOpen] = useState<Window>(null);
  const search = useRef<HTMLInputElement>(null);
  useEffect(keepFresh, []);
  usePageKeys(me, setOpen, search);
  const service = services.find((each) => each.id === shown) ?? null;
  useEffect(() => void (document.title = `${service?.name ?? 'Services'} · Watchfloor`), [service]);
  return (
    <div className={styles['page']}>
      <Header administrator={me.administrator} empty={services.length === 0} onOpen={setOpen} />
      {problem === null ? null : (
        <p role="alert" className={styles['problem']}>
          {problem}
        </p>
      )}
      {!known ? <p className={styles['waiting']}>{problem === null ? 'Loading the service map…' : ''}</p> : null}
      {known && services.length === 0 ? (
        <EmptyMap administrator={me.administrator} onImport={() => setOpen({ kind: 'import' })} />
      ) : null}
      {known && services.length > 0 ? (
        <main className={styles['columns']} data-one={service !== null}>
          <ServiceList services={services} shown={shown} search={search} />
          {service === null ? (
            <WholeMap missing={shown} />
          ) : (
            <ServiceSheet service={service} me={me} onEdit={() => setOpen({ kind: 'edit', of: service })} />
          )}
        </main>
      ) : null}
      {open?.kind === 'edit' ? (
        <EditService service={open.of} administrator={me.administrator} onClose={() => setOpen(null)} />
      ) : null}
      {open?.kind === 'import' ? <ImportDialog onClose={() => setOpen(null)} /> : null}
    </div>
  );
}

interface HeaderProps {
  readonly administrator: boolean;
  readonly empty: boolean;
  readonly onOpen: (open: Window) => void;
}

function Header({ administrator, empty, onOpen }: HeaderProps): ReactNode {
  return (
    <header className={styles['header']}>
      <Link href="/" className={styles['back']}>
        <ArrowLeft size={16} aria-hidden="true" />
        Lobby
      </Link>
      <h1>Services</h1>
      {empty ? null : (
        <Button look="quiet" onClick={saveMap}>
          Export
        </Button>
      )}
      {administrator ? (
        <Button look="quiet" onClick={() => onOpen({ kind: 'import' })}>
          Import
        </Button>
      ) : null}
      {administrator ? (
        <Button look="primary" onClick={() => onOpen({ kind: 'edit', of: null })}>
          New service
        </Button>
      ) : null}
    </header>
  );
}

function WholeMap({ missing }: { readonly missing: string | null }): ReactNode {
  const { services } = useStore(serviceMap);
  return (
    <section className={styles['whole']} aria-labelledby="whole-map">
      {missing === null ? null : (
        <p role="status" className={styles['problem']}>
          There’s no service “{missing}” on the map. It may have been removed.
        </p>
      )}
      <h2 id="whole-map">The whole map</h2>
      <p className={styles['hint']}>
        {services.length === 1 ? 'One service' : `${services.length} services`}. Dependencies are on the right.
      </p>
      <MapDrawing services={services} centre={null} says="Whole service map" />
    </section>
  );
}

/** Loaded again when a person comes back to this page: others may have changed it meanwhile. */
function keepFresh(): () => void {
  const learn = (): void => void (document.visibilityState === 'visible' && learnMap());
  learn();
  document.addEventListener('visibilitychange', learn);
  return () => document.removeEventListener('visibilitychange', learn);
}

function usePageKeys(me: Me, onOpen: (open: Window) => void, search: RefObject<HTMLInputElement | null>): void {
  const [, go] = useLocation();
  const drawing = [
    { does: 'New service', run: () => onOpen({ kind: 'edit', of: null }) },
    { does: 'Import services from a file', run: () => onOpen({ kind: 'import' }) },
  ];
  useKeys([
    { key: '/', does: 'Search services', run: () => search.current?.focus() },
    { does: 'Export the map as a file', also: 'download json', run: saveMap },
    { does: 'Lobby', also: 'back incidents', run: () => go('/') },
    ...(me.administrator ? drawing : []),
  ]);
}
