/**
 * The card of each seat, for somebody who sits in it for the first time: what you do, what you don't, what to say.
 * Plain data for the windows; the law does not read it. Seats that a room adds bring their own card as one text. What to say is
 * written so that it can be read out as it stands, by somebody who has never said it before.
 */
export interface SeatCard {
  readonly title: string;
  readonly you: readonly string[];
  readonly youDoNot: readonly string[];
  readonly say: readonly string[];
}

/** Command is no seat, but whoever has it for the first time needs a card as much. */
export const COMMANDER_CARD: SeatCard = {
  title: 'Incident Commander',
  you: [
    'Decide, and say what you decided.',
    'Give each task to one named person, with a time.',
    'Keep the plan and the impact in the Now block true.',
    'Hand command on before you are tired.',
  ],
  youDoNot: [
    'Fix. The moment you type in a console, nobody commands.',
    'Wait for certainty: the next step needs to be good, not perfect.',
    'Ask "can somebody": somebody is nobody.',
  ],
  say: [
    '"I have command. What do customers feel?"',
    '"Kim, check the replicas, five minutes. Do you have it?"',
    '"I propose to roll back. Any strong objections?"',
    '"What do we know, what do we do next, who does it?"',
  ],
};

export const SEAT_CARDS: Readonly<Record<string, SeatCard>> = {
  deputy: {
    title: 'Deputy',
    you: [
      'Watch the clocks: updates, timeboxes, open questions.',
      'Know the plan so well that you could go on at once.',
      'Take command if the commander is gone for two minutes.',
    ],
    youDoNot: [
      'Debug, or take tasks of your own.',
      'Give orders beside the commander: speak to them, not around them.',
    ],
    say: [
      '"The update is due in five minutes. Shall I have it drafted?"',
      '"Bob\'s time is over. I ask him: finished?"',
      '"You have been at this for two hours. Who relieves you?"',
    ],
  },
  scribe: {
    title: 'Scribe',
    you: [
      'Write what is done, found and decided, as it happens.',
      'Begin a line with TL and a space for the timeline, with TODO for a follow-up.',
      'Keep the pictures and log lines that people refer to.',
    ],
    youDoNot: ['Investigate while you write.', 'Judge or guess: facts, times and names only.'],
    say: [
      '"Say that again for the record, please."',
      '"Who does that, and by when?"',
      '"I have written: roll back 812, Bob, ten minutes. Is that right?"',
    ],
  },
  'comms-internal': {
    title: 'Internal comms',
    you: [
      'Post to stakeholders on time, even when nothing is new.',
      'Take the questions of managers, so that nobody else has to.',
      'Say in each update when the next one comes.',
    ],
    youDoNot: ['Promise a time for the fix.', 'Send people straight to the responders.'],
    say: [
      '"What is the impact now, in one line?"',
      '"I will answer that for you; give me five minutes."',
      '"Nothing new yet, and work goes on. The next update comes at …"',
    ],
  },
  'comms-external': {
    title: 'External comms',
    you: [
      'Draft what customers read, in their words.',
      "Get the commander's approval, then post.",
      'Bring back what customers report.',
    ],
    youDoNot: [
      'Publish anything that was not approved.',
      'Name hosts, causes that are not known, or anybody to blame.',
    ],
    say: [
      '"This is the draft. May I post it?"',
      '"Customers report something new: …"',
      '"Does this still hold? It was approved before the severity changed."',
    ],
  },
  'tech-lead': {
    title: 'Tech lead',
    you: [
      'Lead the diagnosis and propose the next step.',
      'Share the work among the experts, one owner each.',
      'Report condition, actions and needs to the commander.',
    ],
    youDoNot: ["Change production without the commander's word.", 'Vanish into the details: somebody else can type.'],
    say: [
      '"We see …, we are doing …, we need …"',
      '"I propose a rollback. The risk is …"',
      '"It is not the network: that is ruled out."',
    ],
  },
  expert: {
    title: 'Expert',
    you: [
      'Take one task at a time, and finish it or say so.',
      'Say what you see in your area, and how sure you are.',
      'Ask for more time before the time is over.',
    ],
    youDoNot: ['Change anything without telling.', 'Start something beside your task.'],
    say: ['"I have it. Ten minutes."', '"I do not know. I will find out by …"', '"I am blocked. I need …"'],
  },
};
