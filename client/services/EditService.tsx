/**
 * Writing one service, new or existing. What is missing is shown beside its field when it is to be saved; the server
 * has the last word.
 */
import { useId, useMemo, useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { isolated } from '../../shared/isolated.ts';
import type { Service } from '../../shared/workspace/words.ts';
import { useStore } from '../session/store-hooks.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useDraft, within } from '../ui/drafting.ts';
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
  const { draft, blank, change, problems, refusal, save } = useEditing(service, onClose);
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
      title={service === null ? 'New service' : `Edit ${isolated(service.name)}`}
      actions={actions}
    >
      {refusal === null ? null : (
        <p role="alert" className={styles['problem']}>
          {refusal}
        </p>
      )}
      <Names
        draft={draft}
        blank={blank}
        taken={service === null ? services.map(({ id }) => id) : null}
        problems={problems}
        onChange={change}
      />
      <ContactFields draft={draft} blank={blank} before={service} onChange={change} />
      <Checked problem={problems.dashboards}>
        <Area
          label="Dashboards: one per line, title and URL"
          placeholder="Errors and latency https://…"
          draft={within(draft.dashboards, (dashboards) => change({ dashboards }), blank.dashboards)}
        />
      </Checked>
      <Checked problem={problems.runbooks}>
        <Area
          label="Runbooks: one per line, title and URL"
          placeholder="When cards fail https://…"
          draft={within(draft.runbooks, (runbooks) => change({ runbooks }), blank.runbooks)}
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
  readonly blank: Draft;
  /** The ids that a new service cannot have; null for a service that has its own. */
  readonly taken: readonly string[] | null;
  readonly problems: Problems;
  readonly onChange: (patch: Partial<Draft>) => void;
}

function Names({ draft, blank, taken, problems, onChange }: NamesProps): ReactNode {
  const follows = taken !== null && draft.id === idFor(draft.name, taken, 'service');
  const rename = (name: string): void => onChange({ name, ...(follows ? { id: idFor(name, taken, 'service') } : {}) });
  return (
    <>
      <Checked problem={problems.name}>
        <Field label="Name" most={80} draft={within(draft.name, rename, blank.name)} />
      </Checked>
      {taken === null ? null : (
        <Checked problem={problems.id}>
          <Field
            label="ID: short, doesn’t change with the name"
            most={64}
            draft={within(draft.id, (id) => onChange({ id }), blank.id)}
          />
        </Checked>
      )}
      <Field
        label="What it does, in one line"
        most={300}
        draft={within(draft.about, (about) => onChange({ about }), blank.about)}
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
  const blank = useMemo(() => draftOf(service), [service]);
  const kept = useDraft<Draft>(`service.${service?.id ?? ''}`, blank);
  const draft = kept.value;
  const [problems, setProblems] = useState<Problems>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  const change = (patch: Partial<Draft>): void => {
    kept.set((before) => ({ ...before, ...patch }));
    setProblems(Object.fromEntries(Object.entries(problems).filter(([field]) => !(field in patch))));
  };
  const save = async (): Promise<void> => {
    const found = problemsOf(draft, service === null ? services.map(({ id }) => id) : []);
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    const answer = await setService(serviceOf(draft, service, people));
    if (!answer.ok) return setRefusal(answer.message);
    kept.clear();
    toast({ tone: 'done', text: `${isolated(draft.name.trim())} is on the map.` });
    onClose();
    go(`/services/${draft.id}`);
  };
  return { draft, blank, change, problems, refusal, save };
}
