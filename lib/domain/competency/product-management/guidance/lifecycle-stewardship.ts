import type { BehaviorGuidance } from "@/lib/domain/competency/competency-model";

/** Next steps in Lifecycle Stewardship, from naming a product’s stage to rules for products’ lives that others look after. */
export const lifecycleStewardship: BehaviorGuidance = {
  beginner: {
    change:
      "You can say which stage the product has reached. At Intermediate, you write the plan for that stage: what you build, improve, or leave alone follows from where your own product is now.",
    practices: [
      {
        name: "Product life cycle",
        begin:
          "Chart users or revenue over time on one sheet; decide with a salesperson whether you see introduction, growth, maturity, or decline, and note why.",
        origin: { author: "Theodore Levitt", title: "Exploit the Product Life Cycle" },
      },
      {
        name: "Technology adoption life cycle",
        begin:
          "Name three customers who came early and three who came recently; ask support what each group struggles with, and write down the difference.",
        origin: { author: "Geoffrey A. Moore", title: "Crossing the Chasm" },
      },
      {
        name: "Feature audit",
        begin:
          "List ten features with how many people use each, and how often; mark one to improve, one to make better known, and one to remove.",
        origin: { author: "Intercom", title: "Intercom on Product Management" },
      },
    ],
    evidence: [
      "A plan headed by the product’s current stage, with at least two items that follow from it.",
      "An idea set aside because it belongs to an earlier or a later stage.",
    ],
    question: "What are you still doing for the product because it was right one stage ago?",
    plan: {
      when: "an idea for a new feature comes up in refinement",
      then: "check it against our product’s stage, and note the answer on the item",
    },
  },
  intermediate: {
    change:
      "Planning for one stage gives way to leading through the turns between stages: usage tells you that one is ending, and you change the product’s course, from launch all the way to retirement.",
    practices: [
      {
        name: "Cohort analysis",
        begin:
          "Ask an analyst for retention by the month in which customers joined; circle the first group that behaves differently, and find out what changed.",
        origin: { author: "Alistair Croll and Benjamin Yoskovitz", title: "Lean Analytics" },
      },
      {
        name: "Product–market fit survey",
        begin:
          "Ask forty recent users how disappointed they would be without the product; read what the very disappointed say they get from it.",
        origin: { author: "Sean Ellis and Morgan Brown", title: "Hacking Growth" },
      },
      {
        name: "Sunset plan",
        begin:
          "Choose one feature to retire; list who uses it, what they can use instead, its last day, who tells them, and who must agree.",
        origin: { author: "Rich Mironov", title: "EOL Cookbook" },
      },
    ],
    evidence: [
      "A dated change of course, shown with the usage chart that called for it.",
      "A retired feature whose users had notice, an alternative, and somebody to ask.",
    ],
    question: "Where would you see it first if your product were leaving its present stage, and when did you last look there?",
    plan: {
      when: "the monthly retention chart arrives",
      then: "compare the newest group with last year’s, and write one line on the stage it points to",
    },
  },
  advanced: {
    change:
      "One product, from launch to retirement, is yours to lead. At Guide, you lay several on a portfolio map, and their Product Owners, with you beside them, decide which to grow, sustain, or retire.",
    practices: [
      {
        name: "Portfolio Map",
        begin:
          "Print the explore and exploit grids; let four Product Owners place their own products by return and risk, then ask what the picture lacks.",
        origin: {
          author: "Alexander Osterwalder, Yves Pigneur, Fred Etiemble, and Alan Smith",
          title: "The Invincible Company",
        },
      },
      {
        name: "Ecocycle planning",
        begin:
          "Draw the loop of birth, maturity, creative destruction, and renewal; Product Owners place their products on it, then talk about what is stuck.",
        origin: {
          author: "Henri Lipmanowicz and Keith McCandless",
          title: "The Surprising Power of Liberating Structures",
        },
      },
      {
        name: "Portfolio kanban",
        begin:
          "Put all products’ large initiatives on one board, with a last column for retirement; agree with their Product Owners on a limit for one column.",
        origin: { author: "Richard Knaster and Dean Leffingwell", title: "SAFe 5.0 Distilled" },
      },
    ],
    evidence: [
      "A portfolio map on which Product Owners themselves marked what to grow, sustain, and retire.",
      "A Product Owner proposes to retire their own product, with a plan for customers and colleagues.",
    ],
    question: "Which product do several people think should be retired, and what makes that hard to say in the room?",
    plan: {
      when: "a fellow Product Owner asks for more people for an aging product",
      then: "ask where they would place it on the portfolio map today, and why there",
    },
  },
  guide: {
    change:
      "With your help, Product Owners decide case by case what to grow, sustain, or retire. At Catalyst, the organization decides by rules that executives adopted beforehand, for launches and endings alike.",
    practices: [
      {
        name: "Healthy disengagement",
        begin:
          "Ask two executives which signs of decline should open an exit talk; write down three with thresholds, and try them on two current products.",
        origin: { author: "Rita Gunther McGrath", title: "The End of Competitive Advantage" },
      },
      {
        name: "Organized abandonment",
        begin: "Put one question about one product on an executive agenda: if we were not already doing this, would we start it today?",
        origin: { author: "Peter F. Drucker", title: "Management Challenges for the 21st Century" },
      },
      {
        name: "Ambidextrous organization",
        begin:
          "Sketch which units run mature products and which explore new ones; ask an executive who at the top holds both together, and how.",
        origin: { author: "Charles A. O’Reilly III and Michael L. Tushman", title: "The Ambidextrous Organization" },
      },
    ],
    evidence: [
      "A page of rules for launching, sustaining, and retiring products, adopted by the executives.",
      "A product ended under the rules, with its people placed and thanked.",
    ],
    question: "What does it cost a person here to propose ending a product, and who could lower that price?",
    plan: {
      when: "a launch is announced in the company channel",
      then: "ask its sponsor which signs would tell us to end it, and record the answer",
    },
  },
  catalyst: {
    change:
      "Rules for products’ lives are in place, and they will age as products do. Leave them to people who apply and amend them, and leave the field honest accounts of how products ended.",
    practices: [
      {
        name: "Learning history",
        begin:
          "Interview three people about how one product ended; set their words in one column and your questions in another, and have a group discuss both.",
        origin: { author: "Art Kleiner and George Roth", title: "How to Make Experience Your Company’s Best Teacher" },
      },
      {
        name: "Gradual release of responsibility",
        begin:
          "Lead one portfolio review, co-lead the next with a successor, and be a guest at the third; put all three into calendars now.",
        origin: {
          author: "P. David Pearson and Margaret C. Gallagher",
          title: "The Instruction of Reading Comprehension",
        },
      },
      {
        name: "Checklist",
        begin:
          "Ask those who last retired a product to list, on one page, where a team should pause and what to check; have the next team use and mend it.",
        origin: { author: "Atul Gawande", title: "The Checklist Manifesto" },
      },
    ],
    evidence: [
      "Retirement rules amended by successors, together with the case that moved them to do so.",
      "An honest account of a product’s end, discussed outside your company.",
    ],
    question: "Which part of your own role should be retired next, and who would tell you?",
    plan: {
      when: "an invitation to a portfolio review names me as host",
      then: "hand the role to a successor and send them my notes the day before",
    },
  },
};
