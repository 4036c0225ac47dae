import type { BehaviorGuidance } from "@/lib/domain/competency/competency-model";

/** Next steps in Value Management, from explaining an order of work to funding rules that others keep and change. */
export const valueManagement: BehaviorGuidance = {
  beginner: {
    change:
      "When somebody else decides the order, you can see the reasons. At Intermediate, the order is yours: in your own Product Backlog, it follows value estimates that draw on data and stakeholders, written down for anyone to question.",
    practices: [
      {
        name: "Story mapping",
        begin:
          "With two Developers, lay out one customer’s path from left to right for an hour; draw a line under the least that gets them through.",
        origin: { author: "Jeff Patton", title: "User Story Mapping" },
      },
      {
        name: "RICE",
        begin:
          "Estimate reach, impact, confidence, and effort for five items; discuss the two whose places surprise you, and note which guess to check first.",
        origin: { author: "Sean McBride", title: "RICE: Simple prioritization for product managers" },
      },
      {
        name: "Kano model",
        begin:
          "Ask five customers how they would feel with each of three planned features and how without; sort the features into must-be, performance, and attractive.",
        origin: {
          author: "Noriaki Kano, Nobuhiko Seraku, Fumio Takahashi, and Shinichi Tsuji",
          title: "Attractive Quality and Must-Be Quality",
        },
      },
    ],
    evidence: [
      "A Product Backlog whose top items each carry a value estimate and where it came from.",
      "A stakeholder who dislikes the order argues with the estimate, and you revise it.",
    ],
    question: "Which item near the top is there mainly because it was asked for early or often?",
    plan: {
      when: "someone asks in chat to move an item up",
      then: "ask what it would be worth and to whom, and write the answer on the item",
    },
  },
  intermediate: {
    change:
      "Expected value sets the order of the work today. At Advanced, returned value moves the money: you measure what released work brought, and on that evidence shift the product’s investment between quick wins and long-term growth.",
    practices: [
      {
        name: "Cost of delay",
        begin:
          "For your two largest items, ask finance or sales what a month’s delay would cost; write the figure and its assumptions on each.",
        origin: { author: "Donald G. Reinertsen", title: "The Principles of Product Development Flow" },
      },
      {
        name: "Benefits review",
        begin:
          "Choose something released three months ago, set what was promised beside what the numbers show, and share one page with those who paid for it.",
        origin: { author: "John Ward and Elizabeth Daniel", title: "Benefits Management" },
      },
      {
        name: "Three horizons",
        begin:
          "Sort last quarter’s finished work into today’s business, emerging growth, and future options; ask your sponsor which share should grow and which shrink.",
        origin: { author: "Mehrdad Baghai, Stephen Coley, and David White", title: "The Alchemy of Growth" },
      },
    ],
    evidence: [
      "A decision that moves capacity from one part of the product to another, citing what earlier releases returned.",
      "A quick win turned down in writing to protect a longer bet, or the reverse.",
    ],
    question: "If you could place the product’s whole investment afresh today, what would you no longer fund?",
    plan: {
      when: "a release turns three months old",
      then: "compare what it returned with the value we had written down, and post the difference",
    },
  },
  advanced: {
    change:
      "Within your product, you decide where time and money go. At Guide, several products share one budget: you help their Product Owners weigh lean business cases fairly, even when yours comes last.",
    practices: [
      {
        name: "Lean business case",
        begin:
          "Coach one Product Owner through two pages: the hypothesis, its leading indicators, the smallest test, and the result at which they would stop.",
        origin: { author: "Richard Knaster and Dean Leffingwell", title: "SAFe 5.0 Distilled" },
      },
      {
        name: "WSJF (weighted shortest job first)",
        begin:
          "Have three Product Owners bring one initiative each; size cost of delay and duration relative to the smallest, divide the first by the second, and discuss surprises.",
        origin: { author: "Donald G. Reinertsen", title: "The Principles of Product Development Flow" },
      },
      {
        name: "Innovation ambition matrix",
        begin:
          "With their Product Owners, chart all products’ initiatives as core, adjacent, or transformational; ask whether the spread matches the strategy.",
        origin: { author: "Bansi Nagji and Geoff Tuff", title: "Managing Your Innovation Portfolio" },
      },
    ],
    evidence: [
      "Lean business cases from several products, compared by the same few questions in one meeting.",
      "Your own product yields budget to a stronger case, and you are the first to say so.",
    ],
    question: "When products compete for one budget, what helps the case with the quietest advocate to be heard?",
    plan: {
      when: "another Product Owner shows me a business case",
      then: "ask which result would make them stop, before I comment on the numbers",
    },
  },
  guide: {
    change:
      "Weighing cases for a shared budget, you work within its rules. At Catalyst, you change them: executives replace yearly project budgets with funding that follows the value each product returns.",
    practices: [
      {
        name: "Beyond Budgeting",
        begin:
          "Take one yearly budget figure to a finance leader, and together pull apart what it mixes: the target, the forecast, and the money allotted.",
        origin: { author: "Bjarte Bogsnes", title: "Implementing Beyond Budgeting" },
      },
      {
        name: "Zone management",
        begin:
          "With an executive, sort what you fund into performance, productivity, incubation, and transformation; mark whatever is judged by another zone’s measures.",
        origin: { author: "Geoffrey A. Moore", title: "Zone to Win" },
      },
      {
        name: "Participatory budgeting",
        begin: "Ask an executive to set aside a small sum; let the people who build and use the products propose how to spend it and vote.",
        origin: { author: "Brian Wampler", title: "Participatory Budgeting in Brazil" },
      },
    ],
    evidence: [
      "A written funding rule that replaces the yearly project budget of at least one product line.",
      "Money moved at midyear to a product that returned more, without a project proposal.",
    ],
    question: "Which budget rule leads sensible people to choose less value, and whom does that rule protect?",
    plan: {
      when: "a budget question from finance reaches me",
      then: "answer with the value returned so far and the next small sum worth deciding on",
    },
  },
  catalyst: {
    change:
      "Funding follows value because you persuaded executives, who will move on, as you will. What stays is a few simple rules, and colleagues who teach them and change those that no longer fit.",
    practices: [
      {
        name: "Economic decision rules",
        begin:
          "Write one rule by which anyone may trade cost against delay up to a limit; have successors test it on last month’s decisions.",
        origin: { author: "Donald G. Reinertsen", title: "The Principles of Product Development Flow" },
      },
      {
        name: "Advice process",
        begin:
          "Give the next funding choice to somebody closer to it; ask only that they first seek advice from those affected and from experts.",
        origin: { author: "Dennis W. Bakke", title: "The Decision Maker" },
      },
      {
        name: "4Cs lesson plan",
        begin:
          "Plan an hour on value for newcomers (connections, concepts, concrete practice, conclusions), and have a colleague teach it while you sit at the back.",
        origin: { author: "Sharon L. Bowman", title: "Training from the Back of the Room!" },
      },
    ],
    evidence: [
      "A funding rule changed by successors, with their reasons recorded next to it.",
      "A Product Owner settles a real trade-off by the rule and tells you afterward.",
    ],
    question: "Which value decisions still come to you out of habit, and what would somebody need in order to make them without you?",
    plan: {
      when: "somebody asks me to approve a trade-off",
      then: "point to the rule that covers it or, if none does, write one with them",
    },
  },
};
