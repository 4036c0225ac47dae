import type { BehaviorGuidance } from "@/lib/domain/competency/competency-model";

/** Next steps in Outcome Orientation, from naming a metric to an organization that asks for outcomes by itself. */
export const outcomeOrientation: BehaviorGuidance = {
  beginner: {
    change:
      "Asked what the work is for, you can name its goal and metric. At Intermediate, you set them yourself: one measurable goal for your own product, with its current number shown at each Sprint Review.",
    practices: [
      {
        name: "Impact mapping",
        begin:
          "Take one backlog item to a Developer and work backward for half an hour: which behavior should it change, whose, and toward which goal?",
        origin: { author: "Gojko Adzic", title: "Impact Mapping" },
      },
      {
        name: "Pirate metrics",
        begin:
          "Write down last month’s numbers for acquisition, activation, retention, referral, and revenue; ask an analyst about those you cannot find.",
        origin: { author: "Dave McClure", title: "Startup Metrics for Pirates" },
      },
      {
        name: "Hypothesis statement",
        begin:
          "Rewrite one large item as what you believe will happen, for whom, and which number would tell you; read it aloud at the next refinement.",
        origin: { author: "Jeff Gothelf and Josh Seiden", title: "Lean UX" },
      },
    ],
    evidence: [
      "A goal with a baseline, a target, and a date, kept in sight above the Product Backlog.",
      "A stakeholder asks about the number before asking about features.",
    ],
    question: "Whose behavior should change because of the item now in progress, and how would you notice?",
    plan: {
      when: "the Sprint Review begins",
      then: "show our goal’s current number before the Increment, even when it has not moved",
    },
  },
  intermediate: {
    change:
      "Setting a goal and showing its number is your habit. At Advanced, the number steers: you follow it past release into customers’ daily use, and when it stays flat, the work changes course.",
    practices: [
      {
        name: "North Star metric",
        begin:
          "With an analyst, choose one number that counts moments in which customers get value, then list three inputs that your team could move within a month.",
        origin: { author: "Sean Ellis and Morgan Brown", title: "Hacking Growth" },
      },
      {
        name: "Opportunity solution tree",
        begin:
          "Put one outcome on top and three customer needs from recent interviews below it; ask which need this Sprint’s work is meant to meet.",
        origin: { author: "Teresa Torres", title: "Continuous Discovery Habits" },
      },
      {
        name: "Paired indicators",
        begin: "Next to your main metric, write the one that would suffer if you pushed too hard; chart both together from Monday on.",
        origin: { author: "Andrew S. Grove", title: "High Output Management" },
      },
    ],
    evidence: [
      "A chart of one metric from before a release to three months after, with decisions marked on it.",
      "Planned work dropped because the previous release left the number flat.",
    ],
    question: "What did you release three months ago whose effect you have not looked at since?",
    plan: {
      when: "a metric is still flat two weeks after a release",
      then: "bring the chart to refinement and ask which planned items we would now leave out",
    },
  },
  advanced: {
    change:
      "So far, the goals that you follow belong to one product. At Guide, other Product Owners set theirs with your coaching: customer metrics take the place of feature counts and add up to a portfolio goal.",
    practices: [
      {
        name: "OKRs (objectives and key results)",
        begin:
          "Sit with one Product Owner for forty-five minutes; wherever a key result counts deliveries, ask what customers could then do, and help reword it.",
        origin: { author: "John Doerr", title: "Measure What Matters" },
      },
      {
        name: "Goal–question–metric",
        begin:
          "Bring one portfolio goal to three Product Owners; have each write the questions that would show progress, and only then choose metrics.",
        origin: {
          author: "Victor R. Basili, Gianluigi Caldiera, and H. Dieter Rombach",
          title: "The Goal Question Metric Approach",
        },
      },
      {
        name: "Evidence-Based Management",
        begin:
          "With two Product Owners, sort their measures into the four key value areas side by side, and let each name their emptiest area.",
        origin: { author: "Scrum.org", title: "The Evidence-Based Management Guide" },
      },
    ],
    evidence: [
      "A fellow Product Owner’s report that opens with customer behavior where features used to be counted.",
      "A page that shows how each product’s metric contributes to one portfolio goal.",
    ],
    question: "Which Product Owner near you reports features because nobody asks for anything else, and what could you offer them?",
    plan: {
      when: "a fellow Product Owner shows me a list of delivered features",
      then: "ask what customers now do differently, and look for one number with them",
    },
  },
  guide: {
    change:
      "Product Owners around you aim at outcomes. At Catalyst, the top of the organization does: executives give up output targets to steer by customer outcomes, and you tell the field how it came about.",
    practices: [
      {
        name: "Weekly business review",
        begin:
          "Offer to run one executive meeting from a single page of metrics in a fixed order, controllable inputs first, discussing only the exceptions.",
        origin: { author: "Colin Bryar and Bill Carr", title: "Working Backwards" },
      },
      {
        name: "Innovation accounting",
        begin:
          "For one young product, agree with finance on its measured baseline, the number to improve, and the date to pivot or persevere.",
        origin: { author: "Eric Ries", title: "The Lean Startup" },
      },
      {
        name: "Strategy map",
        begin:
          "Draw with an executive how skills lead to better processes, to value for customers, and to financial results; mark each arrow that lacks evidence.",
        origin: { author: "Robert S. Kaplan and David P. Norton", title: "Strategy Maps" },
      },
    ],
    evidence: [
      "An executive dashboard led by customer outcomes, from which delivery counts are gone.",
      "A yearly target written as a customer outcome by an executive.",
      "A talk to peers on how it happened, setbacks included.",
    ],
    question: "What would your executives have to give up if output targets went away, and what might worry them about it?",
    plan: {
      when: "an executive asks how many features we will ship this quarter",
      then: "answer with the outcome we are after, the evidence so far, and the next decision",
    },
  },
  catalyst: {
    change:
      "Habits that depend on one person’s questions fade with that person. What you hand over is the asking: others ask after outcomes and revise goals that you set, and the field can read which of your metrics misled you.",
    practices: [
      {
        name: "Coaching kata",
        begin:
          "Ask a successor the five kata questions about their metric for fifteen minutes, then watch while they ask them of a colleague.",
        origin: { author: "Mike Rother", title: "Toyota Kata" },
      },
      {
        name: "Double-loop learning",
        begin: "Give the people who hold your oldest goal an hour to question the goal itself: should we still want this, and who says so?",
        origin: { author: "Chris Argyris", title: "Double Loop Learning in Organizations" },
      },
      {
        name: "Pattern writing",
        begin:
          "Write down one way out of output targets as context, problem, forces, and solution; ask a peer in another company to try it.",
        origin: { author: "Gerard Meszaros and Jim Doble", title: "A Pattern Language for Pattern Writing" },
      },
    ],
    evidence: [
      "Two people you coached now coach others on outcomes, without you in the room.",
      "A goal that you set, retired by those who inherited it.",
    ],
    question: "If you said nothing about outcomes for three months, who would, and what would go unsaid?",
    plan: {
      when: "I am about to ask what outcome a proposal serves",
      then: "wait ten seconds for somebody else to ask it first",
    },
  },
};
