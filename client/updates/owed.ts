/**
 * What is owed about updates: the next one, from five minutes before it is due, the commander's approval, and that what
 * is approved is published, by one person.
 */
import { isolated } from '../../shared/isolated.ts';
import { publisherOf } from '../../shared/updates/publisher.ts';
import type { RoomState } from '../../shared/room.ts';
import { nameOf, type Owed, type Owes } from '../attention/owed.ts';
import { AUDIENCE_NAMES, AUDIENCES, SOON_SECONDS } from './names.ts';
import { owesUpdate } from './owes.ts';
import { FORMS, updatesDialog } from './screen.ts';

export const owed: Owes = (room, you, now) => [
  ...nextUpdates(room, you, now),
  ...(room.floor.holder === you ? approvals(room) : []),
  ...publications(room, you),
  ...redrafts(room, you),
];

function nextUpdates(room: RoomState, you: string, now: number): readonly Owed[] {
  return AUDIENCES.flatMap((audience): readonly Owed[] => {
    const promised = room.updates.promises[audience];
    if (promised === null || !owesUpdate(room, you, audience)) return [];
    const until = promised.nextAt;
    const left = Date.parse(until) - now;
    if (left > SOON_SECONDS * 1000) return [];
    const late = left <= 0;
    const name = AUDIENCE_NAMES[audience];
    return [
      {
        id: `update.${audience}.${until}`,
        pressure: late ? 'overdue' : 'soon',
        urgent: late,
        words: late ? [`${name} update, overdue `, { since: until }] : [`${name} update in `, { until }],
        press: {
          verb: 'Write update',
          drafts: FORMS.write(audience),
          opens: () => updatesDialog.open({ open: 'write', audience }),
        },
      },
    ];
  });
}

const approvals = (room: RoomState): readonly Owed[] =>
  room.updates.drafts
    .filter((draft) => draft.approvedBy === null && !draft.lapsed)
    .map(({ id: draft, by, at }) => ({
      id: `approve.${draft}`,
      pressure: 'approval',
      words: [`Approve ${nameOf(room, by)}’s customer update, waiting `, { since: at }],
      press: {
        verb: 'Review',
        drafts: FORMS.review(draft),
        opens: () => updatesDialog.open({ open: 'review', draft }),
      },
    }));

/** What came back without an approval is its author's to write again. */
const redrafts = (room: RoomState, you: string): readonly Owed[] =>
  room.updates.drafts
    .filter(({ by, lapsed }) => by === you && lapsed)
    .map(({ id, text, sentBack }) => ({
      id: `redraft.${id}`,
      pressure: 'asked',
      words: [
        sentBack === null
          ? 'Approval of your customer update expired: severity or status changed'
          : `Your customer update was sent back: ${isolated(sentBack)}`,
      ],
      press: {
        verb: 'Redraft',
        drafts: FORMS.write('external'),
        opens: () => updatesDialog.open({ open: 'write', audience: 'external', again: text }),
      },
    }));

const publications = (room: RoomState, you: string): readonly Owed[] =>
  room.updates.drafts
    .filter(
      (draft) => draft.approvedBy !== null && !draft.lapsed && (publisherOf(room, draft) ?? room.floor.holder) === you,
    )
    .map(({ id: draft, approvedBy }) => ({
      id: `publish.${draft}`,
      pressure: 'asked',
      words: [`${nameOf(room, approvedBy ?? '')} approved the customer update`],
      press: { verb: 'Publish', opens: () => updatesDialog.open({ open: 'publish', draft }) },
    }));
