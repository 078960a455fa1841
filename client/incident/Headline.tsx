/**
 * What the header says of the incident: how bad and what, who is affected, since when and the status. Read in three
 * seconds, so each is one line. A longer impact is cut there (two lines on a phone); all of it is in the Now block.
 * Each is pressed to be changed; people who may not read who may.
 */
import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useRoom, useView } from '../session/hooks.ts';
import { useStore } from '../session/store-hooks.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Since } from '../ui/Time.tsx';
import { roughly } from '../ui/times.ts';
import { impactInSight } from './impact-in-sight.ts';
import { anotherStatus, STATUS_NAMES } from './names.ts';
import styles from './Now.module.css';
import { FORMS, incidentDialog, nowEdit } from './screen.ts';
import { SeverityFact } from './SeverityFact.tsx';

export function Headline(): ReactNode {
  const title = useRoom((room) => room.incident.title);
  const drill = useRoom((room) => room.incident.kind === 'drill');
  const id = useView((view) => view.id);
  const [whole, setWhole] = useState(false);
  return (
    <span className={styles['headline']}>
      <SeverityFact />
      {drill ? (
        <span className={styles['drill']} translate="no">
          DRILL
        </span>
      ) : null}
      {/* On a phone a press shows a title that is cut to the person who may not change it. */}
      <h1 title={title} data-whole={whole || undefined} onClick={() => setWhole(!whole)}>
        <CommandButton
          look="fact"
          type="incident.retitle"
          data={{ title: `${title}.` }}
          drafts={FORMS.title}
          onPress={() => incidentDialog.open({ open: 'title' })}
        >
          {title}
        </CommandButton>
      </h1>
      <span className={styles['id']} translate="no">
        {id.toUpperCase()}
      </span>
    </span>
  );
}

/**
 * Not while the Now block has it in sight, so that it is on the screen once; under a dialog always. `onEdit`: brings
 * the Now block in front where the panes are tabs.
 */
export function ImpactLine({ onEdit }: { readonly onEdit: () => void }): ReactNode {
  const impact = useRoom((room) => room.incident.now.impact?.value ?? '');
  const seen = useRoom((room) => room.incident.now.version);
  const inSight = useStore(impactInSight);
  const edit = (): void => {
    onEdit();
    nowEdit.set('impact');
  };
  return (
    <CommandButton
      look="fact"
      className={styles['impact']}
      data-missing={impact === ''}
      data-in-sight={inSight}
      type="incident.set-now"
      data={{ seen, impact: `${impact}.` }}
      drafts={['now.impact']}
      onPress={edit}
    >
      <span>Impact</span>
      <strong title={impact} data-fact="impact">
        {impact === '' ? 'not set yet' : impact}
      </strong>
    </CommandButton>
  );
}

/** T+1:12:40 · Identified; once closed, how long it took, and the way to the incident that it was a duplicate of. */
export function Phase(): ReactNode {
  const declaredAt = useRoom((room) => room.incident.declaredAt);
  const closedAt = useRoom((room) => room.incident.closedAt);
  const status = useRoom((room) => room.incident.status);
  const duplicateOf = useRoom((room) => room.incident.duplicateOf);
  if (declaredAt === null) return null;
  if (closedAt !== null)
    return (
      <span className={styles['phase']} data-fact="phase">
        <CommandButton
          look="fact"
          type="incident.reopen"
          data={{ why: '-' }}
          drafts={FORMS.reopen}
          onPress={() => incidentDialog.open({ open: 'reopen' })}
        >
          <strong>Closed</strong>
        </CommandButton>{' '}
        after {roughly((Date.parse(closedAt) - Date.parse(declaredAt)) / 1000)}
        {duplicateOf === null ? null : (
          <Link href={`/rooms/${duplicateOf}`}>duplicate of {duplicateOf.toUpperCase()}</Link>
        )}
      </span>
    );
  return (
    <span className={styles['phase']} data-fact="phase">
      <span title="Time since declared">
        <Since at={declaredAt} before="T+" />
      </span>
      <CommandButton
        look="fact"
        type="incident.set-status"
        data={{ status: anotherStatus(status) }}
        drafts={FORMS.status}
        onPress={() => incidentDialog.open({ open: 'status' })}
      >
        <strong translate="no">{STATUS_NAMES[status]}</strong>
      </CommandButton>
    </span>
  );
}
