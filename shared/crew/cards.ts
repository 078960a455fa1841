/**
 * The card of each role, for someone who has it for the first time: what you do, what you don't, what to say. Plain
 * data for the browser; the domain does not read it. Roles that a room adds bring their own card as one text. What to
 * say is written so that anyone can read it out loud, even the first time.
 */
export interface SeatCard {
  readonly title: string;
  readonly you: readonly string[];
  readonly youDoNot: readonly string[];
  readonly say: readonly string[];
}

/** Command isn't a role to fill, but a first-time commander needs a card just as much. */
export const COMMANDER_CARD: SeatCard = {
  title: 'Incident Commander',
  you: [
    'Decide, and say what you decided.',
    'Assign each task to one named person, with a timebox.',
    'Keep the impact and the plan in the Now block up to date.',
    'Hand off command before you get tired.',
  ],
  youDoNot: [
    'Fix things. While you’re in a console, no one is in command.',
    'Wait for certainty: a good next step is enough.',
    'Ask “can someone …?” Name a person.',
  ],
  say: [
    '“I have command. What’s the customer impact?”',
    '“Kim, check the replicas, five minutes. Do you have it?”',
    '“I propose we roll back. Any strong objections?”',
    '“What do we know? What’s next? Who’s doing it?”',
  ],
};

export const SEAT_CARDS: Readonly<Record<string, SeatCard>> = {
  deputy: {
    title: 'Deputy',
    you: [
      'Watch the clocks: updates, timeboxes, open questions.',
      'Know the plan well enough to take over at any moment.',
      'Assume command if the commander is disconnected for two minutes.',
    ],
    youDoNot: ['Debug or take on tasks.', 'Give orders of your own: go through the commander.'],
    say: [
      '“The update is due in five minutes. Should I get a draft started?”',
      '“Bob’s task is overdue. I’ll ask him for status.”',
      '“You’ve been in command for two hours. Who can relieve you?”',
    ],
  },
  scribe: {
    title: 'Scribe',
    you: [
      'Write down what is done, found and decided, as it happens.',
      'Start a line with “TL ” to add it to the timeline, or “TODO ” for a follow-up.',
      'Save the graphs and log lines people refer to.',
    ],
    youDoNot: ['Investigate while you write.', 'Judge or guess: facts, times and names only.'],
    say: [
      '“Can you repeat that for the record?”',
      '“Who’s doing that, and by when?”',
      '“I have: roll back 812, Bob, ten minutes. Is that right?”',
    ],
  },
  'comms-internal': {
    title: 'Internal comms',
    you: [
      'Post stakeholder updates on time, even when there’s nothing new.',
      'Answer questions from managers so no one else has to.',
      'Say in each update when the next one is due.',
    ],
    youDoNot: ['Promise when it will be fixed.', 'Send people straight to the responders.'],
    say: [
      '“What’s the current impact, in one line?”',
      '“I’ll get you an answer. Give me five minutes.”',
      '“No change yet. We’re still working on it. Next update at …”',
    ],
  },
  'comms-external': {
    title: 'External comms',
    you: [
      'Draft customer updates in words customers use.',
      'Get the commander’s approval, then post.',
      'Report back what customers are seeing.',
    ],
    youDoNot: ['Publish anything that isn’t approved.', 'Name hosts, unconfirmed causes, or anyone to blame.'],
    say: [
      '“Here’s the draft. OK to post?”',
      '“Customers are reporting something new: …”',
      '“Is this still correct? It was approved before the severity changed.”',
    ],
  },
  'tech-lead': {
    title: 'Tech lead',
    you: [
      'Lead the diagnosis and propose the next step.',
      'Split the work among the experts, one owner per task.',
      'Report condition, actions and needs to the commander.',
    ],
    youDoNot: ['Change production without the commander’s OK.', 'Get lost in details: someone else can type.'],
    say: [
      '“We’re seeing …, we’re doing …, we need …”',
      '“I propose a rollback. The risk is …”',
      '“We’ve ruled out the network.”',
    ],
  },
  expert: {
    title: 'Expert',
    you: [
      'Take one task at a time. Finish it, or say you can’t.',
      'Say what you see in your area and how sure you are.',
      'Ask for more time before the time’s up.',
    ],
    youDoNot: ['Change anything without saying so.', 'Start anything outside your task.'],
    say: ['“I have it. Ten minutes.”', '“I don’t know. I’ll find out by …”', '“I’m blocked. I need …”'],
  },
};
