import type { BehaviorGuidance } from "@/lib/domain/competency/competency-model";

/** Next steps in Risk & Opportunity Management, from raising a worry to a lasting freedom to take small risks. */
export const riskAndOpportunityManagement: BehaviorGuidance = {
  beginner: {
    change:
      "In sessions that others lead, you raise risks and opportunities. At Intermediate, you look after them: one visible list for your own product, dangers and chances alike, each with its next step.",
    practices: [
      {
        name: "Pre-mortem",
        begin:
          "Take twenty minutes with the team: imagine the release has failed, have each person write down why, then pick two causes to act on.",
        origin: { author: "Gary Klein", title: "Performing a Project Premortem" },
      },
      {
        name: "Four big risks",
        begin:
          "For the next large item, write one doubt each about value, usability, feasibility, and viability with two Developers; choose one to look into.",
        origin: { author: "Marty Cagan", title: "Inspired" },
      },
      {
        name: "ROAM board",
        begin: "Put every known risk on a board as resolved, owned, accepted, or mitigated; give each owned one a name and a date.",
        origin: { author: "Richard Knaster and Dean Leffingwell", title: "SAFe 5.0 Distilled" },
      },
    ],
    evidence: [
      "A list open to everybody, changed this week, with a next step for every entry.",
      "An opportunity on the list that somebody outside the team put there.",
    ],
    question: "Which risk or chance does everybody on the team know of, though nobody has written it down?",
    plan: {
      when: "I hear “that could be a problem” or “that could be big”",
      then: "put it on the open list with one next step before the day ends",
    },
  },
  intermediate: {
    change:
      "Each risk and opportunity on your list has a next step. At Advanced, you go looking: you test the assumptions that could sink or lift the product, from first idea to live use, and redirect it by what you find.",
    practices: [
      {
        name: "Assumption mapping",
        begin:
          "With three Developers, sort the assumptions behind your next bet by importance and evidence; pick an important, unproven one to test this week.",
        origin: { author: "David J. Bland and Alexander Osterwalder", title: "Testing Business Ideas" },
      },
      {
        name: "Kill criteria",
        begin:
          "For one running initiative, write the state and the date at which you would stop; agree on both with your sponsor before the next result.",
        origin: { author: "Annie Duke", title: "Quit" },
      },
      {
        name: "Pretotyping",
        begin:
          "Offer an unbuilt idea to twenty customers by a page or a call; set beforehand what counts as interest, and be open that it is a test.",
        origin: { author: "Alberto Savoia", title: "The Right It" },
      },
    ],
    evidence: [
      "A test result beside the threshold that was written down before the test.",
      "A change of direction while it was still cheap, announced with its evidence.",
      "An unexpected use by customers, followed up as the next bet.",
    ],
    question: "Which assumption would do the most harm if it were wrong, and what could you learn about it by Friday?",
    plan: {
      when: "a new idea nears the top of the Product Backlog",
      then: "name its riskiest assumption and a test that takes no more than two days",
    },
  },
  advanced: {
    change:
      "You test the riskiest assumptions of your own product. At Guide, you coach other Product Owners, and the question widens from “Will this bet pay off?” to “Are all our bets, taken together, well spread?”",
    practices: [
      {
        name: "Discovery-driven planning",
        begin:
          "Coach one Product Owner to start from the return required, work back to the assumptions it rests on, and set a checkpoint for each.",
        origin: { author: "Rita Gunther McGrath and Ian C. MacMillan", title: "Discovery-Driven Planning" },
      },
      {
        name: "Red team",
        begin:
          "Pair Product Owners of different products for an hour; each challenges the other’s biggest bet in writing, and the other replies with evidence only.",
        origin: { author: "Micah Zenko", title: "Red Team" },
      },
      {
        name: "Real options",
        begin:
          "Have four Product Owners sort their bets into now, wait and learn, and let go; for each one that waits, ask what keeps it open cheaply.",
        origin: { author: "Timothy A. Luehrman", title: "Strategy as a Portfolio of Real Options" },
      },
    ],
    evidence: [
      "A chart of all products’ bets, made by their Product Owners, that shows which rest on the same assumption.",
      "A Product Owner ends a bet early and tells the others what it taught.",
    ],
    question: "On which single assumption do several of your products depend, and who is watching it?",
    plan: {
      when: "another Product Owner asks me whether a bet is too risky",
      then: "ask what a smaller bet would teach, and which other bets share its assumptions",
    },
  },
  guide: {
    change:
      "When you help spread bets, you work with the appetite for risk that you find. At Catalyst, you change it: executives back rules that let any team in the organization take small risks on untried business models.",
    practices: [
      {
        name: "Growth board",
        begin:
          "Propose an hour a month to two executives: a few new ventures each get a fixed sum, and come back with evidence instead of forecasts.",
        origin: { author: "Eric Ries", title: "The Startup Way" },
      },
      {
        name: "Cynefin",
        begin:
          "With an executive, sort their three biggest worries into Cynefin’s domains; for one in the complex domain, agree on a probe that is safe to fail.",
        origin: { author: "David J. Snowden and Mary E. Boone", title: "A Leader’s Framework for Decision Making" },
      },
      {
        name: "Preventable, strategy, and external risks",
        begin:
          "With its keeper, split the corporate risk register into these three kinds; ask which strategy risks would be worth taking more of.",
        origin: { author: "Robert S. Kaplan and Anette Mikes", title: "Managing Risks: A New Framework" },
      },
    ],
    evidence: [
      "A written rule that lets teams spend a set sum on an untried model without asking.",
      "Executives hear of a small bet that failed, and keep the fund open.",
    ],
    question: "How small must a risk be here before nobody needs permission, and who set that limit?",
    plan: {
      when: "an executive asks what return a new idea will bring",
      then: "name the smallest sum that would buy evidence, and the day to decide again",
    },
  },
  catalyst: {
    change:
      "Small risks are allowed now, but the next reorganization may not remember why. Passing this on takes other guardians for the rules, and an open record of what failed and what it taught.",
    practices: [
      {
        name: "After-action review",
        begin:
          "When the next bet ends, have a successor lead twenty minutes: what we expected, what happened, why, and what we will keep or change.",
        origin: { author: "U.S. Army", title: "A Leader’s Guide to After-Action Reviews" },
      },
      {
        name: "Blameless postmortem",
        begin:
          "Publish the story of one of your own failed bets, told by what you saw and knew at each moment; invite others to add theirs.",
        origin: { author: "John Allspaw", title: "Blameless PostMortems and a Just Culture" },
      },
      {
        name: "Forecast scoring",
        begin:
          "Start a shared sheet in which decision makers put a probability and a date on each bet; ask somebody else to keep it and score it.",
        origin: { author: "Philip E. Tetlock and Dan Gardner", title: "Superforecasting" },
      },
    ],
    evidence: [
      "A successor explains the small-risk rule to a new executive, and it stays.",
      "A public collection of failed bets, most of them told by others.",
    ],
    question: "Who would speak up for the freedom to try small things if a new executive wanted it gone?",
    plan: {
      when: "somebody tells me about a bet that failed",
      then: "offer to help them tell the story to those placing the next one",
    },
  },
};
