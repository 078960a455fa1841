/**
 * The card of each seat, for somebody who sits in it for the first time: what you do, what you don't, what to say.
 * Plain data for the windows; the law does not read it. Seats that a room adds bring their own card as one text.
 */
export interface SeatCard {
  readonly title: string;
  readonly you: readonly string[];
  readonly youDoNot: readonly string[];
  readonly say: readonly string[];
}

export const SEAT_CARDS: Readonly<Record<string, SeatCard>> = {
  deputy: {
    title: 'Deputy',
    you: ['Watch the clocks: updates, timeboxes, open questions.', 'Know the plan so well that you could go on at once.', 'Take command if the commander is gone for two minutes.'],
    youDoNot: ['Debug, or take tasks of your own.', 'Give orders beside the commander: speak to them, not around them.'],
    say: ['"The update is due in five minutes."', '"You have been at this for two hours. Who relieves you?"'],
  },
  scribe: {
    title: 'Scribe',
    you: ['Write what is done, found and decided, as it happens.', 'Begin a line with TL and a space for the timeline, with TODO for a follow-up.', 'Keep the pictures and log lines that people refer to.'],
    youDoNot: ['Investigate while you write.', 'Judge or guess: facts, times and names only.'],
    say: ['"Say that again for the record, please."', '"Who does that, and by when?"'],
  },
  'comms-internal': {
    title: 'Internal comms',
    you: ['Post to stakeholders on time, even when nothing is new.', 'Take the questions of managers, so that nobody else has to.', 'Say in each update when the next one comes.'],
    youDoNot: ['Promise a time for the fix.', 'Send people straight to the responders.'],
    say: ['"What is the impact now, in one line?"', '"I will answer that for you; give me five minutes."'],
  },
  'comms-external': {
    title: 'External comms',
    you: ['Draft what customers read, in their words.', 'Get the commander\'s approval, then post.', 'Bring back what customers report.'],
    youDoNot: ['Publish anything that was not approved.', 'Name hosts, causes that are not known, or anybody to blame.'],
    say: ['"This is the draft. May I post it?"', '"Customers report something new: …"'],
  },
  'tech-lead': {
    title: 'Tech lead',
    you: ['Lead the diagnosis and propose the next step.', 'Share the work among the experts, one owner each.', 'Report condition, actions and needs to the commander.'],
    youDoNot: ['Change production without the commander\'s word.', 'Vanish into the details: somebody else can type.'],
    say: ['"We see …, we are doing …, we need …."', '"I propose a rollback. The risk is …."'],
  },
  expert: {
    title: 'Expert',
    you: ['Take one task at a time, and finish it or say so.', 'Say what you see in your area, and how sure you are.', 'Ask for more time before the time is over.'],
    youDoNot: ['Change anything without telling.', 'Start something beside your task.'],
    say: ['"I have it. Ten minutes."', '"I do not know. I will find out by …."'],
  },
};
