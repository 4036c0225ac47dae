import type { BehaviorGuidance } from "@/lib/domain/competency/competency-model";

/** Next steps in Stakeholder Alignment, from listing expectations to agreements that hold without their maker. */
export const stakeholderAlignment: BehaviorGuidance = {
  beginner: {
    change:
      "You know what each stakeholder expects. At Intermediate, you answer them: you tell somebody yourself why a request will wait, and the reason is the Product Goal, not how busy the team is.",
    practices: [
      {
        name: "Power–interest grid",
        begin:
          "Spend half an hour with a colleague placing every stakeholder by power and interest; book a talk with the powerful one you know least.",
        origin: { author: "Colin Eden and Fran Ackermann", title: "Making Strategy" },
      },
      {
        name: "Active listening",
        begin:
          "In your next stakeholder talk, say back the need and the feeling that you heard; give your own view only after they reply “Exactly.”",
        origin: { author: "Carl R. Rogers and Richard E. Farson", title: "Active Listening" },
      },
      {
        name: "Positive no",
        begin:
          "Draft your answer to one pending request: the Product Goal you are protecting, a clear no for now, and what you can offer instead.",
        origin: { author: "William Ury", title: "The Power of a Positive No" },
      },
    ],
    evidence: [
      "A written reply that turns a request down for now and names what the Product Goal puts ahead of it.",
      "The stakeholder can repeat your reason, even while disagreeing with it.",
    ],
    question: "Which request have you answered with “maybe” because “no” felt risky?",
    plan: {
      when: "a stakeholder asks “When will I get it?”",
      then: "say what is ahead of it and which goal that serves, before I speak of dates",
    },
  },
  intermediate: {
    change:
      "You answer requests one by one, and explain why some wait. At Advanced, you reopen promises already made: when evidence overturns the product’s direction, you settle anew with everyone, from sponsor to support desk, what to expect.",
    practices: [
      {
        name: "Nemawashi",
        begin:
          "Before your next big decision, show a rough draft to each person affected, fifteen minutes one-to-one, and change it visibly after every talk.",
        origin: { author: "Jeffrey K. Liker", title: "The Toyota Way" },
      },
      {
        name: "Success sliders",
        begin:
          "Draw sliders for scope, date, cost, and quality; settle with your sponsor, in writing, which gives way first, since not all can be highest.",
        origin: { author: "Rob Thomsett", title: "Radical Project Management" },
      },
      {
        name: "PR/FAQ",
        begin:
          "Write the press release for what you now intend and ten hard questions; have sponsor, sales, and support read it in silence, then answer together.",
        origin: { author: "Colin Bryar and Bill Carr", title: "Working Backwards" },
      },
    ],
    evidence: [
      "An entry in the decision log that names the trade-off, who took part, and what was given up.",
      "A changed promise that sponsor and support desk heard from you on the same day.",
    ],
    question: "Which of your promises does the evidence no longer support, and who should hear it from you first?",
    plan: {
      when: "a result undercuts something I have promised",
      then: "call the person who counts on it most, and bring two ways to go on from here",
    },
  },
  advanced: {
    change:
      "Around your own product, you can bring everyone to an agreement. At Guide, the parties are Product Owners whose promises to shared stakeholders conflict, and you take no side while they settle on one portfolio commitment.",
    practices: [
      {
        name: "Interests, not positions",
        begin:
          "Meet two competing Product Owners for twenty minutes each; write down why each wants what they want, then open the joint talk with what both need.",
        origin: { author: "Roger Fisher, William Ury, and Bruce Patton", title: "Getting to Yes" },
      },
      {
        name: "Gradients of agreement",
        begin:
          "Draw a scale from wholehearted support to veto below the proposed commitment; have every Product Owner mark their place and say why.",
        origin: {
          author: "Sam Kaner with Lenny Lind, Catherine Toldi, Sarah Fisk, and Duane Berger",
          title: "Facilitator’s Guide to Participatory Decision-Making",
        },
      },
      {
        name: "Buy a Feature",
        begin:
          "Give six shared stakeholders play money for at most half of what the products could build; show the Product Owners what they bought together.",
        origin: { author: "Luke Hohmann", title: "Innovation Games" },
      },
    ],
    evidence: [
      "One portfolio commitment, agreed by Product Owners who came in with competing ones.",
      "After a dispute, the Product Owner who got less calls the outcome fair.",
    ],
    question: "In the last conflict between two products, which side were you on, and could the other side tell?",
    plan: {
      when: "a stakeholder tells me that two products have promised different things",
      then: "bring both Product Owners together before I reply",
    },
  },
  guide: {
    change:
      "You help Product Owners reach shared commitments. At Catalyst, you go to what sets them against one another: rival executives trade their divisions’ targets for product goals that the whole organization shares.",
    practices: [
      {
        name: "Guiding coalition",
        begin: "List five people without whom a shared goal would stall; note who trusts whom, and bring two who rarely talk to one table.",
        origin: { author: "John P. Kotter", title: "Leading Change" },
      },
      {
        name: "Influence currencies",
        begin:
          "For one executive whose target works against a shared goal, list what they care about; offer some of that before asking for anything.",
        origin: { author: "Allan R. Cohen and David L. Bradford", title: "Influence Without Authority" },
      },
      {
        name: "Immunity map",
        begin:
          "With one willing executive, write down a goal, what is done instead, the worry that explains it, and one assumption worth testing.",
        origin: { author: "Robert Kegan and Lisa Laskow Lahey", title: "Immunity to Change" },
      },
    ],
    evidence: [
      "A goal that two executives present together, in place of their divisions’ separate targets.",
      "A quarterly review in which divisions report on the same product goal.",
    ],
    question: "What would each executive lose by sharing a goal, and who has said that aloud?",
    plan: {
      when: "a request serves one division’s target at another’s expense",
      then: "ask both divisions’ executives, in one message, which shared goal it serves",
    },
  },
  catalyst: {
    change:
      "Trust in one person does not pass to others by itself. Successors take over the hard conversations, anyone can look up who decides what, and newcomers learn that trade-offs are settled in the open.",
    practices: [
      {
        name: "Delegation board",
        begin:
          "List five stakeholder decisions that still wait for you; agree with your successor on a delegation level for each, and raise one this week.",
        origin: { author: "Jurgen Appelo", title: "Managing for Happiness" },
      },
      {
        name: "Agile chartering",
        begin:
          "Have two divisions draft purpose, alignment, and context for one shared product goal in two hours; a colleague facilitates, and you only watch.",
        origin: { author: "Diana Larsen and Ainsley Nies", title: "Liftoff" },
      },
      {
        name: "Troika Consulting",
        begin:
          "Seat three colleagues with stakeholder troubles; each in turn tells one, then faces away for five minutes while the other two advise. Keep your own advice back.",
        origin: {
          author: "Henri Lipmanowicz and Keith McCandless",
          title: "The Surprising Power of Liberating Structures",
        },
      },
    ],
    evidence: [
      "A conflict between divisions settled by people you once coached; you heard of it afterward.",
      "A charter of who decides what, renewed without a reminder by those who signed it.",
    ],
    question: "Which relationships still run through you alone, and how could the trust be handed over along with the task?",
    plan: {
      when: "a stakeholder comes to me though somebody else now decides",
      then: "introduce the two and leave the conversation to them",
    },
  },
};
