/**
 * Unsent text, for every field and dialog with text:
 *
 *   const why = useDraft('reopen.why', '');
 *   <Field label="Why" draft={why} most={300} />
 *   <CommandButton type="incident.reopen" data={{ why: why.value }} sends={why}>
 *
 * The draft is kept per person, room and field, and goes when the command that carries it is accepted (or it is
 * discarded). A draft of several fields is one value; `within` gives one text of it.
 */
import { useContext, useMemo } from 'react';
import { draftOf, nameOf, NO_ROOM } from '../session/drafts.ts';
import { parsed } from '../session/keeping.ts';
import { me } from '../session/me.ts';
import { RoomContext } from '../session/room-context.ts';
import { useStore } from '../session/store-hooks.ts';

export interface Draft<Value> {
  readonly value: Value;
  /** Its value while nothing is begun. */
  readonly blank: Value;
  readonly set: (next: Value | ((before: Value) => Value)) => void;
  /** Sent, or discarded on purpose. */
  readonly clear: () => void;
  readonly isBegun: boolean;
  /** The same for all texts that are discarded together. */
  readonly form?: string | undefined;
}

export type TextDraft = Draft<string>;

/**
 * `field`: unique in the room, with the id of its subject: `tasks.done.<task>`. `blank`: what the field shows by
 * itself.
 */
export function useDraft(field: string, blank: string): TextDraft;
export function useDraft<Value extends object>(field: string, blank: Value): Draft<Value>;
export function useDraft<Value extends string | object>(field: string, blank: Value): Draft<Value> {
  const room = useContext(RoomContext)?.view.get().id ?? NO_ROOM;
  const person = useStore(me)?.id ?? '';
  const kept = useMemo(() => draftOf(person, room, field), [person, room, field]);
  const text = useStore(kept);
  const value = useMemo(() => valueOf(text, blank), [text, blank]);
  return {
    value,
    blank,
    isBegun: text !== null,
    form: nameOf(room, field),
    set: (next) => {
      const chosen = typeof next === 'function' ? next(valueOf(kept.get(), blank)) : next;
      const json = JSON.stringify(chosen);
      kept.set(json === JSON.stringify(blank) ? null : json);
    },
    clear: () => kept.set(null),
  };
}

/** A draft in another format, from an older page, counts as none; a form field that it did not know is blank. */
function valueOf<Value extends string | object>(text: string | null, blank: Value): Value {
  const found = parsed(text);
  if (found === null || typeof found !== typeof blank) return blank;
  return (typeof blank === 'string' ? found : { ...(blank as object), ...found }) as Value;
}

/** One text of a form whose draft is kept as a whole: its value, how to change it, and its blank value. */
export function within(value: string, change: (text: string) => void, blank = ''): TextDraft {
  return {
    value,
    blank,
    isBegun: value !== blank,
    set: (next) => change(typeof next === 'function' ? next(value) : next),
    clear: () => change(blank),
  };
}

/** One text of a form that is kept, and discarded, as a whole with what was chosen in it. */
export function textIn<Name extends string, Form extends Readonly<Record<Name, string>>>(
  form: Draft<Form>,
  name: Name,
): TextDraft {
  const change = (text: string): void => form.set((before) => ({ ...before, [name]: text }));
  return {
    ...within(form.value[name], change, form.blank[name]),
    isBegun: form.isBegun,
    clear: form.clear,
    form: form.form,
  };
}
