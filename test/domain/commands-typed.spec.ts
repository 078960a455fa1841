/**
 * Wrong data for a command does not compile, wherever the browser sends one or asks about one. Each line that must not
 * compile is marked for the compiler (`npm test` runs it first), beside what the server's schema says of the same
 * command.
 */
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Press } from '../../client/attention/owed.ts';
import type { judge, Send, useVerdict } from '../../client/session/hooks.ts';
import type { Outbox } from '../../client/session/outbox.ts';
import type { RoomView } from '../../client/session/room-store.ts';
import type { CommandButton } from '../../client/ui/CommandButton.tsx';
import type { Key } from '../../client/ui/keys.ts';
import type { CommandItem } from '../../client/ui/Menu.tsx';
import type { Judge } from '../../client/ui/palette-entries.ts';
import type { TwoStepButton } from '../../client/ui/TwoStepButton.tsx';
import type { CommandType, DataOf, PlainType } from '../../shared/commands.ts';
import { COMMANDS } from '../../shared/protocol.ts';

interface Sent {
  readonly type: string;
  readonly data?: object | undefined;
}

/** Whether the server takes it. */
const isTaken = ({ type, data = {} }: Sent): boolean => COMMANDS[type]?.safeParse(data).success === true;
const isCarried = ({ command }: { readonly command?: Sent | undefined }): boolean =>
  command !== undefined && isTaken(command);

/** Each is typed as in the browser, and asks the schema. */
const button = (props: Parameters<typeof CommandButton>[0]): boolean => isTaken(props);
const twoStep = (props: Parameters<typeof TwoStepButton>[0]): boolean => isTaken(props);
const item = (props: Parameters<typeof CommandItem>[0]): boolean => isTaken(props);
const key = (each: Key): boolean => isCarried(each);
const press = (each: Press): boolean => isCarried(each);
const palette: Judge = (command) => (isTaken(command) ? null : 'No.');
const outbox = (...[command]: Parameters<Outbox['send']>): boolean => isTaken(command);

const NO = { refused: { ok: false, code: 'command.malformed' }, sentence: 'No.' } as const;
const send: Send = (type, data) =>
  Promise.resolve(
    isTaken({ type, data }) ? { ok: true, version: 1 } : { ok: false, code: NO.refused.code, message: NO.sentence },
  );
const verdict: typeof useVerdict = (type, data) => (isTaken({ type, data }) ? null : NO);
const law: typeof judge = (_view, type, data) => (isTaken({ type, data }) ? null : NO);

const VIEW = {} as RoomView;
const around = { id: 'c-1', writtenAt: '2026-03-01T00:00:00.000Z' } as const;
const does = { does: 'Ask for status', run: (): void => undefined };
const chosen = { children: 'Ask for status', onSelect: (): void => undefined };
const SERVERS_OWN = [
  'crew.join',
  'crew.lose-link',
  'crew.restore-link',
  'crew.rename',
  'incident.declare',
  'timeline.record-restore',
] as const;
const WITHOUT_DATA = [
  'decisions.drop',
  'decisions.hear',
  'decisions.proceed',
  'floor.ask-relief',
  'floor.challenge',
  'floor.confirm',
  'floor.edit-brief',
  'floor.end-proxy',
  'floor.offer-relief',
  'floor.present',
  'floor.relieved',
  'floor.request',
  'floor.take',
  'floor.withdraw',
  'incident.close',
  'incident.keep-severity',
  'incident.set-links',
  'tasks.acknowledge',
  'tasks.done',
] as const;
/** One of the two needs more data than the other. */
const EITHER = 'tasks.chase' as 'tasks.chase' | 'tasks.more-time';

describe('commands in the browser', () => {
  it('ST70 a button, of one press or two, takes the data of its command and no other', () => {
    expect(button({ type: 'tasks.chase', data: { task: 't-1' } })).toBe(true);
    expect(button({ type: 'floor.confirm' })).toBe(true);
    // @ts-expect-error: no such type
    expect(button({ type: 'tasks.chas', data: { task: 't-1' } })).toBe(false);
    // @ts-expect-error: a field with another name
    expect(button({ type: 'tasks.chase', data: { id: 't-1' } })).toBe(false);
    // @ts-expect-error: a field too many
    expect(button({ type: 'tasks.chase', data: { task: 't-1', why: 'late' } })).toBe(false);
    // @ts-expect-error: a field that is not filled in
    expect(button({ type: 'tasks.pass-on', data: { task: 't-1', to: null } })).toBe(false);
    // @ts-expect-error: a value that is not among those of the field
    expect(button({ type: 'incident.set-severity', data: { severity: 5, why: 'worse' } })).toBe(false);
    // @ts-expect-error: needs data
    expect(button({ type: 'tasks.chase' })).toBe(false);
    // @ts-expect-error: may be a command for which the data is wrong
    expect(button({ type: EITHER, data: { task: 't-1' } })).toBe(true);
    expect(twoStep({ type: 'teams.dissolve', data: { team: 'm-1' }, label: 'Dissolve', again: 'Press again' })).toBe(
      true,
    );
    // @ts-expect-error: a field with another name
    expect(twoStep({ type: 'teams.dissolve', data: { id: 'm-1' }, label: 'Dissolve', again: 'Press again' })).toBe(
      false,
    );
  });

  it('ST71 a menu item, a key, the palette and what is owed take a command with the data of its type', () => {
    expect(item({ type: 'tasks.chase', data: { task: 't-1' }, ...chosen })).toBe(true);
    expect(key({ ...does, command: { type: 'tasks.chase', data: { task: 't-1' } } })).toBe(true);
    expect(press({ verb: 'Ask', command: { type: 'tasks.chase', data: { task: 't-1' } } })).toBe(true);
    expect(palette({ type: 'tasks.chase', data: { task: 't-1' } })).toBeNull();
    // @ts-expect-error: a field with another name
    expect(item({ type: 'tasks.chase', data: { id: 't-1' }, ...chosen })).toBe(false);
    // @ts-expect-error: no such type
    expect(item({ type: 'tasks.chas', data: { task: 't-1' }, ...chosen })).toBe(false);
    // @ts-expect-error: a field is missing
    expect(key({ ...does, command: { type: 'tasks.chase', data: {} } })).toBe(false);
    // @ts-expect-error: no such type
    expect(key({ ...does, command: { type: 'tasks.chas', data: { task: 't-1' } } })).toBe(false);
    // @ts-expect-error: the data of another command
    expect(press({ verb: 'Ask', command: { type: 'tasks.chase', data: { role: 'scribe' } } })).toBe(false);
    // @ts-expect-error: a field is missing
    expect(palette({ type: 'tasks.chase', data: {} })).toBe('No.');
  });

  it('ST72 sending a command, and asking the domain about it, take the data of its type', async () => {
    expect(await send('timeline.say', { text: 'Errors climb' })).toMatchObject({ ok: true });
    expect([verdict('timeline.say', { text: 'x' }), law(VIEW, 'timeline.say', { text: 'x' })]).toEqual([null, null]);
    // @ts-expect-error: no such type
    expect(await send('timeline.sey', { text: 'Errors climb' })).toMatchObject({ ok: false });
    // @ts-expect-error: a field is missing
    expect(await send('timeline.say', {})).toMatchObject({ ok: false });
    // @ts-expect-error: of another kind
    expect(await send('timeline.say', { text: 4 })).toMatchObject({ ok: false });
    // @ts-expect-error: no such type
    expect(verdict('timeline.sey', { text: 'x' })).toBe(NO);
    // @ts-expect-error: a field with another name
    expect(verdict('timeline.say', { words: 'x' })).toBe(NO);
    // @ts-expect-error: a field with another name
    expect(law(VIEW, 'timeline.say', { words: 'x' })).toBe(NO);
  });

  it('ST73 the outbox takes a command with the data of its type', () => {
    expect(
      outbox({ ...around, type: 'timeline.note', data: { text: 'Errors climb', occurredAt: around.writtenAt } }, true),
    ).toBe(true);
    const dated = { text: 'Errors climb', occurredAt: around.writtenAt };
    // @ts-expect-error: the data of another command
    expect(outbox({ ...around, type: 'timeline.say', data: { ...dated, occurredAt: dated.occurredAt } }, true)).toBe(
      false,
    );
    // @ts-expect-error: no such type
    expect(outbox({ ...around, type: 'timeline.sey', data: { text: 'Errors climb' } }, true)).toBe(false);
    // @ts-expect-error: needs data
    expect(outbox({ ...around, type: 'timeline.say' }, true)).toBe(false);
  });

  it('ST74 the browser’s commands are those that the server takes from outside, and those without data are the same on both sides', () => {
    expectTypeOf<Extract<CommandType, (typeof SERVERS_OWN)[number]>>().toEqualTypeOf<never>();
    expect(SERVERS_OWN.filter((type) => Object.hasOwn(COMMANDS, type))).toEqual([]);
    expectTypeOf<PlainType>().toEqualTypeOf<(typeof WITHOUT_DATA)[number]>();
    expect(
      Object.keys(COMMANDS)
        .filter((type) => isTaken({ type }))
        .toSorted(),
    ).toEqual(WITHOUT_DATA);
    expectTypeOf<DataOf<'tasks.pass-on'>>().toEqualTypeOf<{
      readonly task?: string | undefined;
      readonly to: string;
    }>();
  });
});
