import type { BehaviorGuidance } from "@/lib/domain/competency/competency-model";

/** Next steps in Market Awareness, from listening in on an interview to research that others continue. */
export const marketAwareness: BehaviorGuidance = {
  beginner: {
    change:
      "While somebody else asked the questions, you listened. At Intermediate, you hold the interviews: customers of your own product tell you why they chose it and what they compared it with.",
    practices: [
      {
        name: "Continuous interviewing",
        begin:
          "Ask support for one customer to call this week; for twenty minutes, have them tell you about the last time they used the product.",
        origin: { author: "Teresa Torres", title: "Continuous Discovery Habits" },
      },
      {
        name: "Jobs-to-be-done switch interview",
        begin:
          "Find somebody who chose your product recently; walk back with them to the day they decided, noting pushes, pulls, worries, and habits.",
        origin: { author: "Bob Moesta with Greg Engle", title: "Demand-Side Sales 101" },
      },
      {
        name: "Strategy canvas",
        begin:
          "List six things that customers compare; draw one line for your product and one for a rival, then ask a salesperson what you got wrong.",
        origin: { author: "W. Chan Kim and Renée Mauborgne", title: "Blue Ocean Strategy" },
      },
    ],
    evidence: [
      "Notes from three interviews you held, with the customers’ own words kept as spoken.",
      "You answer a question about a competitor with what a named customer told you.",
    ],
    question: "What do people use when they do not use your product, and who told you so?",
    plan: {
      when: "a support ticket surprises me",
      then: "ask that customer for a twenty-minute call this week",
    },
  },
  intermediate: {
    change:
      "At Advanced, knowing why customers choose is no longer the end of it: what you learn moves the offer. When the product loses ground, you change the segment, the price, or the message.",
    practices: [
      {
        name: "Win/loss analysis",
        begin:
          "Have sales introduce you to one customer won and one lost last quarter; ask each to take you through the decision, step by step.",
        origin: { author: "Ellen Naylor", title: "Win/Loss Analysis" },
      },
      {
        name: "Product positioning",
        begin:
          "With sales and marketing, list what your best customers would use if your product vanished, what only you offer, and who cares most about that.",
        origin: { author: "April Dunford", title: "Obviously Awesome" },
      },
      {
        name: "Willingness-to-pay conversation",
        begin: "Ask five customers which price would seem fair, which expensive, and why; note the parts of the product that they mention.",
        origin: { author: "Madhavan Ramanujam and Georg Tacke", title: "Monetizing Innovation" },
      },
    ],
    evidence: [
      "A changed price, target segment, or sales message, linked to the evidence that led to it.",
      "A salesperson says whom the product is not for, and why.",
    ],
    question: "Which customers have quietly left, and what did they find elsewhere that your product does not speak to?",
    plan: {
      when: "sales reports a deal lost to a competitor",
      then: "request a call with that customer before the week is out",
    },
  },
  advanced: {
    change:
      "You read one product’s market and answer it. At Guide, you bring Product Owners together to pool what each has learned, until a pattern that no single product could show stands out across the portfolio.",
    practices: [
      {
        name: "Affinity diagram",
        begin:
          "Ask four Product Owners for ten raw customer quotes each; spend an hour grouping them on one wall, naming the groups only afterward.",
        origin: { author: "Hugh Beyer and Karen Holtzblatt", title: "Contextual Design" },
      },
      {
        name: "Value proposition canvas",
        begin:
          "Have two Product Owners each draw their customer’s jobs, pains, and gains, then swap canvases and mark the jobs that appear on both.",
        origin: {
          author: "Alexander Osterwalder, Yves Pigneur, Greg Bernarda, and Alan Smith",
          title: "Value Proposition Design",
        },
      },
      {
        name: "Community of practice",
        begin:
          "Invite Product Owners to thirty minutes a month on one market question; agree on the first question now, and on another host for the second.",
        origin: {
          author: "Etienne Wenger, Richard McDermott, and William M. Snyder",
          title: "Cultivating Communities of Practice",
        },
      },
    ],
    evidence: [
      "A shared board of customer and competitor findings, with entries from several products.",
      "A Product Owner skips a study because a neighbor’s findings already answer it.",
    ],
    question: "What do two neighboring products know about the same customer that neither has told the other?",
    plan: {
      when: "I hear something from a customer whom another product also serves",
      then: "send the quote to its Product Owner the same day and ask what they have heard",
    },
  },
  guide: {
    change:
      "Findings that you pool inform your own portfolio. At Catalyst, your research travels: you publish how customer needs are shifting, and companies across the industry draw on it when they redefine their markets.",
    practices: [
      {
        name: "Scenario planning",
        begin:
          "With two executives, cross the two uncertainties that matter most to your customers’ future, and write a headline from each of the four worlds.",
        origin: { author: "Peter Schwartz", title: "The Art of the Long View" },
      },
      {
        name: "Early-warning indicators",
        begin:
          "Describe the day when one big market shift is plain to everybody; work backward to three signs that you could start tracking now.",
        origin: { author: "Rita McGrath", title: "Seeing Around Corners" },
      },
      {
        name: "Lead user research",
        begin:
          "Find two users who built their own answer to a need others will have later; with their consent, draft an article on what they built.",
        origin: { author: "Eric von Hippel", title: "Democratizing Innovation" },
      },
    ],
    evidence: [
      "A published study of changing customer needs that another company cites.",
      "An industry panel argues over your findings.",
      "An executive refers to a future you described when deciding on an investment.",
    ],
    question: "What do you know about where customers are heading that would help the whole field, and what keeps it inside?",
    plan: {
      when: "the same weak signal turns up in a third product’s findings",
      then: "draft one page about it for readers outside the company",
    },
  },
  catalyst: {
    change:
      "Your research is read beyond your company. What remains is to make the listening last: other people lead the studies, executives meet customers without you, and anyone can check your methods.",
    practices: [
      {
        name: "Open space",
        begin:
          "Pose one question about changing customers, and invite product people from three companies to half a day whose agenda they set themselves.",
        origin: { author: "Harrison Owen", title: "Open Space Technology" },
      },
      {
        name: "Cognitive apprenticeship",
        begin:
          "Think aloud for a successor while you interpret one interview; with the next one, let them think aloud and ask only what they noticed.",
        origin: {
          author: "Allan Collins, John Seely Brown, and Ann Holum",
          title: "Cognitive Apprenticeship: Making Thinking Visible",
        },
      },
      {
        name: "Genchi genbutsu (go and see)",
        begin: "Pair two executives with a different Product Owner each for a customer visit, and have the four compare notes without you.",
        origin: { author: "Jeffrey K. Liker", title: "The Toyota Way" },
      },
    ],
    evidence: [
      "The next study appears under other people’s names.",
      "Executives meet customers on visits that you neither arranged nor joined.",
      "Your interview guides, free to download and adapted by others.",
    ],
    question: "Which of your sources would fall silent if you left, and whom have you introduced to them?",
    plan: {
      when: "a conference or an executive asks me for a view of the market",
      then: "pass the question to whoever did the latest research, and offer to prepare with them",
    },
  },
};
