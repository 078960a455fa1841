/**
 * Importing a file: it is checked first, all its errors are shown by line, then what it would change; only then it is
 * sent.
 */
import { useState, type ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { toast } from '../ui/toasts.ts';
import { changesOf, type Change } from './changes.ts';
import { saveExample } from './example.ts';
import { readServices, withPeople, type Mistake } from './file.ts';
import { importServices, serviceMap } from './map.ts';
import styles from './Services.module.css';

/** More than a file may have, but not whatever file someone chose by mistake. */
const MOST_READ = 4 * 1024 * 1024;

interface Looked {
  readonly changes: readonly Change[];
  readonly linked: number;
  /** How many are on the map already, unchanged. */
  readonly same: number;
}

export function ImportDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [mistakes, setMistakes] = useState<readonly Mistake[]>([]);
  const [looked, setLooked] = useState<Looked | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const look = async (file: File | undefined): Promise<void> => {
    const read = file === undefined ? null : readServices(await file.slice(0, MOST_READ).text(), serviceMap.get());
    setRefusal(null);
    setMistakes(read?.ok === false ? read.mistakes : []);
    setLooked(read?.ok === true ? lookedAt(read.services) : null);
  };
  const send = async (): Promise<void> => {
    const answer = await importServices((looked?.changes ?? []).map(({ service }) => service));
    if (!answer.ok) return setRefusal(answer.message);
    toast({ tone: 'done', text: `${plural(looked?.changes.length ?? 0)} imported.` });
    onClose();
  };
  const ready = looked !== null && looked.changes.length > 0;
  return (
    <Dialog
      open
      onClose={onClose}
      wide
      title="Import services"
      actions={
        <>
          <Button onClick={saveExample}>Save an example</Button>
          <Button look="primary" disabled={!ready} onClick={() => void send()}>
            {ready ? `Import ${plural(looked.changes.length)}` : 'Import'}
          </Button>
        </>
      }
    >
      <p className={styles['hint']}>
        Each service in the file is new or replaces the one with its id. The others stay; nothing is removed.
      </p>
      <div className={styles['file']}>
        <Field
          label="JSON file"
          type="file"
          accept=".json,application/json"
          onChange={(event) => void look(event.target.files?.[0])}
        />
      </div>
      {refusal === null ? null : (
        <p role="alert" className={styles['problem']}>
          {refusal}
        </p>
      )}
      {mistakes.length === 0 ? null : <Mistakes mistakes={mistakes} />}
      {looked === null ? null : <Preview looked={looked} />}
    </Dialog>
  );
}

const plural = (count: number): string => (count === 1 ? 'one service' : `${count} services`);

function lookedAt(services: Parameters<typeof withPeople>[0]): Looked {
  const { services: present, people } = serviceMap.get();
  const { services: wanted, linked } = withPeople(services, people);
  const changes = changesOf(wanted, present);
  return { changes, linked, same: wanted.length - changes.length };
}

const MOST_MISTAKES = 20;

function Mistakes({ mistakes }: { readonly mistakes: readonly Mistake[] }): ReactNode {
  return (
    <section role="alert" className={styles['mistakes']} aria-label="Errors in the file">
      <h3>
        {mistakes.length === 1 ? 'One error' : `${mistakes.length} errors`}. Nothing was imported. Fix the file and
        choose it again.
      </h3>
      <ul>
        {mistakes.slice(0, MOST_MISTAKES).map(({ line, problem }) => (
          <li key={`${line} ${problem}`}>
            <b>Line {line}</b>
            <span>{problem}</span>
          </li>
        ))}
      </ul>
      {mistakes.length > MOST_MISTAKES ? <p>and {mistakes.length - MOST_MISTAKES} more.</p> : null}
    </section>
  );
}

function Preview({ looked: { changes, linked, same } }: { readonly looked: Looked }): ReactNode {
  const fresh = changes.filter(({ differs }) => differs === null).length;
  const counts = [
    `${fresh} new`,
    `${changes.length - fresh} changed`,
    ...(same === 0 ? [] : [`${same} unchanged`]),
  ].join(', ');
  return (
    <section className={styles['preview']} aria-label="Changes in the file">
      <h3 role="status">{changes.length === 0 ? 'Everything in this file is already on the map.' : counts}</h3>
      {linked === 0 ? null : (
        <p className={styles['hint']}>
          {linked === 1 ? 'One name is a person' : `${linked} names are people`} in this workspace and will be linked.
        </p>
      )}
      <ul>
        {changes.map(({ service, differs }) => (
          <li key={service.id}>
            <strong>{service.name}</strong> <em>{differs === null ? 'new' : 'changed'}</em>
            {differs?.map((each) => (
              <span key={each}>{each}</span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
