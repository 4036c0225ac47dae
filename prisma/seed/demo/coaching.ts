/** What the demo's coaches wrote: reviews of their members' latest submission, and what was agreed after talking. */

/** By the coach of the member's team. */
export type DemoReview = {
  member: string;
  /** The coach's answers, one character per behavior in the competency's order: a level's rank from 1, or "-" for not observed. */
  answers: string;
  /** By behavior id, for the member, with their reply where there is one. */
  comments: Readonly<Record<string, { comment: string; reply?: string }>>;
  /** For the member, about the competency as a whole. */
  comment: string;
  reply?: string;
  /** For the coach alone. */
  notes: string;
  state: "skipped" | "committed" | "released";
  isBlind: boolean;
};

export const DEMO_REVIEWS: readonly DemoReview[] = [
  {
    member: "amara.okafor",
    answers: "343322-",
    comments: {
      "outcome-orientation": {
        comment:
          "In the last two reviews you opened with completed bookings, and once you changed the goal because of them. I see more here than you say. What would make you say it too?",
        reply: "I thought of the one time when I did not dare to. Let us talk about that one.",
      },
      "stakeholder-alignment": { comment: "The head of sales told me that she now knows what not to expect. That is new since spring." },
    },
    comment: "A good half-year. I would like to talk about outcomes first, and about where you could meet risks earlier.",
    reply: "Thank you. Tuesday works for me.",
    notes: "Ask about the roadmap exchange with Mei-Ling. Do not start with the missed release.",
    state: "released",
    isBlind: true,
  },
  {
    member: "lukas.brandt",
    answers: "2334-22",
    comments: {
      "value-management": {
        comment: "You stopped the second app in October with the cost of delay on one page. Is that still Intermediate for you?",
      },
    },
    comment: "",
    notes: "He asked for half an hour more than usual.",
    state: "committed",
    isBlind: true,
  },
  {
    member: "mei-ling.chen",
    answers: "",
    comments: {},
    comment: "",
    notes: "",
    state: "skipped",
    isBlind: false,
  },
  {
    member: "sofia.lindqvist",
    answers: "3323123",
    comments: {
      "stakeholder-alignment": {
        comment: "The site manager heard of the new order from the board. What would have helped you to tell him first?",
        reply: "A fixed fifteen minutes with him before each planning. I have asked for it.",
      },
    },
    comment: "We see most of it alike. One point to talk about.",
    notes: "",
    state: "released",
    isBlind: false,
  },
];

export const DEMO_AGREEMENTS = [
  {
    member: "amara.okafor",
    behaviorId: "outcome-orientation",
    levelId: "advanced",
    why: "The goal was changed because of the number, so far once. We look again after the next two releases.",
  },
] as const;
