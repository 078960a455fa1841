/** What the panels have for one person, put into the menu of each person in the list of people. */
import type { ReactNode } from 'react';
import { OfferItem } from '../floor/OfferItem.tsx';
import { TaskItem } from '../tasks/TaskItem.tsx';

export const personWork = (person: string): ReactNode => (
  <>
    <TaskItem person={person} />
    <OfferItem person={person} />
  </>
);
