/** How a person who has had no opportunity yet to show a behavior can get to one: whom to ask, for what, and when. */
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";

export const opportunities: CompetencyModel["additions"]["opportunities"] = {
  "vision-and-strategy": {
    create:
      "Ask whoever holds the vision, perhaps your product lead or manager, to let you sit in on the next roadmap discussion. Offer to draft one part, such as the story behind a single roadmap theme. Then ask to present that part yourself.",
    practices: [
      {
        name: "Elevator pitch",
        begin:
          "Look up Moore’s two-sentence template and fill it in for your product, then ask the vision’s owner for fifteen minutes to correct it with you.",
        origin: { author: "Geoffrey A. Moore", title: "Crossing the Chasm" },
      },
      {
        name: "Remember the Future",
        begin: "Ask the vision’s owner to let you host one short round, in which the team describes the product’s success as already past.",
        origin: { author: "Luke Hohmann", title: "Innovation Games" },
      },
    ],
    question: "Which conversation about your product’s future happens without you, and what could you bring that would make you welcome?",
    plan: {
      when: "the next roadmap discussion is announced",
      then: "ask its host for a seat and one theme to draft",
    },
  },
  "outcome-orientation": {
    create:
      "Ask whoever reports on your product’s goals, often a lead or an analyst, to hand one metric over to you. Get access to its data, and have them check your first reading. Then offer to show that number at the next Sprint Review.",
    practices: [
      {
        name: "OKR check-in",
        begin: "Ask the person who runs the check-in to let you gather and report the latest number for one key result.",
        origin: {
          author: "Christina Wodtke",
          title: "Radical Focus",
        },
      },
      {
        name: "Goals–Signals–Metrics",
        begin: "Pair with an analyst for half an hour to find one goal, one signal, and one metric for an item in progress.",
        origin: {
          author: "Kerry Rodden, Hilary Hutchinson, and Xin Fu",
          title: "Measuring the User Experience on a Large Scale: User-Centered Metrics for Web Applications",
        },
      },
    ],
    question: "Which number about your product would you most like to know, and who could show you where it comes from?",
    plan: {
      when: "the next report on our product’s goals arrives",
      then: "ask its author to let me prepare one number for the following report",
    },
  },
  "market-awareness": {
    create:
      "Ask a researcher, a salesperson, or a support lead to let you listen in on two customer conversations. Offer to take the notes, so that your being there helps them. For the third conversation, ask for one question of your own.",
    practices: [
      {
        name: "Exposure hours",
        begin: "Find one customer call, visit, or usability test in a colleague’s calendar, and ask to watch all of it.",
        origin: { author: "Jared M. Spool", title: "Fast Path to a Great UX – Increased Exposure Hours" },
      },
      {
        name: "Interview snapshot",
        begin: "Offer to turn a colleague’s next customer interview into a one-page snapshot, and go through it together afterward.",
        origin: {
          author: "Teresa Torres",
          title: "Continuous Discovery Habits",
        },
      },
    ],
    question: "When did you last hear a customer in person, and who could open the door to the next one?",
    plan: {
      when: "a colleague mentions an upcoming customer call",
      then: "ask to sit in and take the notes",
    },
  },
  "value-management": {
    create:
      "Ask whoever decides the order of the work to let you pair with them on the next round. Then ask for a slice to prioritize yourself, such as one theme or a tenth of the team’s capacity. Agree on a date to compare your choices with theirs.",
    practices: [
      {
        name: "RICE scoring",
        begin: "Score five backlog items on your own, then ask the person who ordered them about the biggest difference.",
        origin: { author: "Sean McBride", title: "RICE: Simple prioritization for product managers" },
      },
      {
        name: "Buy a Feature",
        begin: "Offer to host a half-hour round for three colleagues, using priced items from a theme that still has no order.",
        origin: { author: "Luke Hohmann", title: "Innovation Games" },
      },
    ],
    question: "Which choice about what comes first do you only hear about afterward, and what would you have said before?",
    plan: {
      when: "the next backlog ordering session is announced",
      then: "ask to bring a proposed order for one theme",
    },
  },
  "stakeholder-alignment": {
    create:
      "Ask the colleague who speaks with your stakeholders, perhaps your manager or an account lead, to bring you along next time. Then ask to become the contact for one stakeholder on one topic, with your colleague listening in at first.",
    practices: [
      {
        name: "Humble inquiry",
        begin: "Ask for twenty minutes with one stakeholder you have never met, and bring only questions about what they hope for.",
        origin: { author: "Edgar H. Schein", title: "Humble Inquiry" },
      },
      {
        name: "Sprint Review",
        begin: "Ask its usual host to let you invite one new stakeholder and lead the conversation about a single item.",
        origin: { author: "Ken Schwaber and Jeff Sutherland", title: "The Scrum Guide" },
      },
    ],
    question: "Who speaks with your stakeholders on your behalf, and what might you hear if you were in the room?",
    plan: {
      when: "a stakeholder’s request reaches me through somebody else",
      then: "ask to join the conversation in which it is answered",
    },
  },
  "lifecycle-stewardship": {
    create:
      "Your product may stay in one stage for years, so look next door. Ask the owner of a product that is being launched or retired to let you shadow a planning session. Then offer to take on a slice, such as the notice to customers.",
    practices: [
      {
        name: "Product life cycle curve",
        begin: "Place your product and two neighbors on Levitt’s curve, and ask the owner of the one farthest from yours to compare notes.",
        origin: { author: "Theodore Levitt", title: "Exploit the Product Life Cycle" },
      },
      {
        name: "Timeline",
        begin: "Ask the colleague who has been with the product longest to draw its history with you, from first release to now.",
        origin: { author: "Esther Derby and Diana Larsen", title: "Agile Retrospectives" },
      },
    ],
    question: "Which product near yours is about to begin, change pace, or end, and who could let you watch?",
    plan: {
      when: "a launch or a retirement nearby is announced",
      then: "ask that product’s owner for one planning session to shadow",
    },
  },
  "risk-and-opportunity-management": {
    create:
      "Ask whoever keeps the list of risks, perhaps a delivery lead, to invite you to the next review. Volunteer to look into one open risk and one untried idea. Ask for ten minutes at the following review to say what you found.",
    practices: [
      {
        name: "Six Thinking Hats",
        begin: "Offer to spend ten minutes of the next refinement in the black hat for dangers, then the yellow hat for benefits.",
        origin: { author: "Edward de Bono", title: "Six Thinking Hats" },
      },
      {
        name: "Blameless postmortem",
        begin: "Ask whoever leads the next incident review to let you attend and write down its open risks.",
        origin: { author: "John Allspaw", title: "Blameless PostMortems and a Just Culture" },
      },
    ],
    question: "Which worry or hunch about your product have you kept to yourself, and who would be glad to hear it?",
    plan: {
      when: "a meeting leaves a risk or an idea without an owner",
      then: "volunteer to look into it and report back",
    },
  },
};
