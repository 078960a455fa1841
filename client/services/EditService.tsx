/** Writing one service, new or anew. What is missing is said beside its field when it is to be saved; the server has the last word. */
import { useId, useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { Service } from '../../shared/workspace/words.ts';
import { useStore } from '../session/store-hooks.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Area, Field } from '../ui/Field.tsx';
import { toast } from '../ui/toasts.ts';
import { ContactFields } from './ContactFields.tsx';
import { draftOf, idFor, problemsOf, serviceOf, type Draft, type Problems } from './draft.ts';
import { serviceMap, setService } from './map.ts';
import { PickServices } from './PickServices.tsx';
import { RemoveButton } from './RemoveButton.tsx';
import styles from './Services.module.css';

interface EditServiceProps {
  /** Null for a new one. */
  readonly service: Service | null;
  readonly administrator: boolean;
  readonly onClose: () => void;
}

export function EditService({ service, administrator, onClose }: EditServiceProps): ReactNode {
  const { draft, change, problems, refusal, save } = useEditing(service, onClose);
  const { services } = useStore(serviceMap);
  const actions = (
    <>
      {service !== null && administrator ? <RemoveButton service={service} onDone={onClose} /> : null}
      <Button onClick={onClose}>Cancel</Button>
      <Button look="primary" onClick={() => void save()}>
        {service === null ? 'Add to the map' : 'Save'}
      </Button>
    </>
  );
  return (
    <Dialog
      open
      onClose={onClose}
      wide
      title={service === null ? 'New service' : `Edit ${service.name}`}
      actions={actions}
    >
      {refusal === null ? null : (
        <p role="alert" className={styles['problem']}>
          {refusal}
        </p>
      )}
      <Names draft={draft} isNew={service === null} problems={problems} onChange={change} />
      <ContactFields draft={draft} before={service} onChange={change} />
      <Checked problem={problems.dashboards}>
        <Area
          label="Dashboards: one on each line, a title and its address"
          placeholder="Errors and latency https://…"
          value={draft.dashboards}
          onChange={(event) => change({ dashboards: event.target.value })}
        />
      </Checked>
      <Checked problem={problems.runbooks}>
        <Area
          label="Runbooks: one on each line, a title and its address"
          placeholder="When cards fail https://…"
          value={draft.runbooks}
          onChange={(event) => change({ runbooks: event.target.value })}
        />
      </Checked>
      <PickServices
        label="Depends on"
        services={services.filter(({ id }) => id !== service?.id)}
        chosen={draft.dependsOn}
        onChoose={(dependsOn) => change({ dependsOn })}
      />
    </Dialog>
  );
}

interface NamesProps {
  readonly draft: Draft;
  readonly isNew: boolean;
  readonly problems: Problems;
  readonly onChange: (patch: Partial<Draft>) => void;
}

function Names({ draft, isNew, problems, onChange }: NamesProps): ReactNode {
  const rename = (name: string): void =>
    onChange({ name, ...(isNew && draft.id === idFor(draft.name) ? { id: idFor(name) } : {}) });
  return (
    <>
      <Checked problem={problems.name}>
        <Field
          label="Name, as people say it"
          maxLength={80}
          value={draft.name}
          onChange={(event) => rename(event.target.value)}
        />
      </Checked>
      {isNew ? (
        <Checked problem={problems.id}>
          <Field
            label="Id: short, and stays when the name changes"
            maxLength={64}
            value={draft.id}
            onChange={(event) => onChange({ id: event.target.value })}
          />
        </Checked>
      ) : null}
      <Field
        label="What it does, in one line"
        maxLength={300}
        value={draft.about}
        onChange={(event) => onChange({ about: event.target.value })}
      />
    </>
  );
}

/** A field with what is wrong about it below; the two are one group, so that a screen reader meets both. */
function Checked({
  problem,
  children,
}: {
  readonly problem: string | undefined;
  readonly children: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <div className={styles['checked']} role="group" aria-describedby={problem === undefined ? undefined : id}>
      {children}
      {problem === undefined ? null : (
        <p id={id} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

function useEditing(service: Service | null, onClose: () => void) {
  const { services, people } = useStore(serviceMap);
  const [, go] = useLocation();
  const [draft, setDraft] = useState(() => draftOf(service));
  const [problems, setProblems] = useState<Problems>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  const change = (patch: Partial<Draft>): void => {
    setDraft({ ...draft, ...patch });
    setProblems(Object.fromEntries(Object.entries(problems).filter(([field]) => !(field in patch))));
  };
  const save = async (): Promise<void> => {
    const found = problemsOf(draft, service === null ? services.map(({ id }) => id) : []);
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    const answer = await setService(serviceOf(draft, service, people));
    if (!answer.ok) return setRefusal(answer.message);
    toast({ tone: 'done', text: `${draft.name.trim()} is on the map.` });
    onClose();
    go(`/services/${draft.id}`);
  };
  return { draft, change, problems, refusal, save };
}
