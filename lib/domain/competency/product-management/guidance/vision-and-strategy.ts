import type { BehaviorGuidance } from "@/lib/domain/competency/competency-model";

/** Next steps in Vision & Strategy, from explaining a vision to leaving strategic thinking that others carry on. */
export const visionAndStrategy: BehaviorGuidance = {
  beginner: {
    change:
      "You understand the vision and can explain it. At Intermediate, it is yours to write: a vision and a roadmap so clear that the team quotes them when planning a Sprint.",
    practices: [
      {
        name: "Product vision board",
        begin:
          "Fill in vision, target group, needs, product, and business goals on one page within an hour; ask two Developers which box they would change.",
        origin: { author: "Roman Pichler", title: "Strategize" },
      },
      {
        name: "Theme-based roadmap",
        begin:
          "Write the customer problem behind each planned feature on a note, group the notes into three or four themes, and put the themes in order.",
        origin: {
          author: "C. Todd Lombardo, Bruce McCarthy, Evan Ryan, and Michael Connors",
          title: "Product Roadmaps Relaunched",
        },
      },
      {
        name: "Product Goal",
        begin:
          "Draft one sentence on what the product should become next, read it to the Developers, and reword it until they can repeat it.",
        origin: { author: "Ken Schwaber and Jeff Sutherland", title: "The Scrum Guide" },
      },
    ],
    evidence: [
      "A one-page vision in your words, open on the screen during Sprint Planning.",
      "A Developer quotes the roadmap while the team settles on a Sprint Goal.",
    ],
    question: "If you were away for two weeks, which part of the vision could the team no longer explain?",
    plan: {
      when: "a Developer asks in refinement why an item matters",
      then: "answer with one sentence from the vision or, if none fits, note the gap",
    },
  },
  intermediate: {
    change:
      "A vision and a roadmap exist because you wrote them. At Advanced, you treat them as a bet: when results contradict it, you rework the whole strategy, from the vision to features already released.",
    practices: [
      {
        name: "Strategy kernel",
        begin:
          "On one page, write a diagnosis, a guiding policy, and three actions that follow from it; mark every roadmap item that serves none of them.",
        origin: { author: "Richard Rumelt", title: "Good Strategy/Bad Strategy" },
      },
      {
        name: "Strategy choice cascade",
        begin:
          "Answer “Where will we play?” and “How will we win?” in two sentences each, then ask sales and support which customers that leaves out.",
        origin: { author: "A.G. Lafley and Roger L. Martin", title: "Playing to Win" },
      },
      {
        name: "What would have to be true?",
        begin:
          "List the conditions your strategy depends on, circle the one you doubt most, and find one number this week that could disprove it.",
        origin: {
          author: "A.G. Lafley, Roger L. Martin, Jan W. Rivkin, and Nicolaj Siggelkow",
          title: "Bringing Science to the Art of Strategy",
        },
      },
    ],
    evidence: [
      "A strategy page whose latest revision names the result that prompted it.",
      "A released feature withdrawn or reshaped because the bet behind it did not hold.",
    ],
    question: "Which result of the last three months fits your strategy least, and what might it be telling you?",
    plan: {
      when: "Monday’s metrics contradict something our strategy takes for granted",
      then: "write that assumption down and invite two people to question it with me this week",
    },
  },
  advanced: {
    change:
      "For one product, the strategy is yours to decide. At Guide, others decide: you host workshops in which Product Owners fit their own visions and roadmaps into one portfolio vision, and the choices stay theirs.",
    practices: [
      {
        name: "Business Model Canvas",
        begin:
          "Host ninety minutes for two Product Owners: each fills in a canvas for their own product, then together they circle the blocks that the products share.",
        origin: { author: "Alexander Osterwalder and Yves Pigneur", title: "Business Model Generation" },
      },
      {
        name: "Decision Stack",
        begin:
          "Ask three Product Owners to trace one roadmap item each, up through objectives and strategy to the organization’s vision; note where the reasons run out.",
        origin: { author: "Martin Eriksson", title: "The Decision Stack" },
      },
      {
        name: "Backbriefing",
        begin:
          "After the next portfolio talk, ask each Product Owner to say back the intent and their part in it; write down where the versions differ.",
        origin: { author: "Stephen Bungay", title: "The Art of Action" },
      },
    ],
    evidence: [
      "One portfolio vision that several Product Owners quote in their own strategies.",
      "A Product Owner presents a roadmap change that began in a workshop you hosted.",
    ],
    question: "In your last strategy talk with a fellow Product Owner, how much of the thinking did you leave to them?",
    plan: {
      when: "a fellow Product Owner asks what I would put on their roadmap",
      then: "ask which part of the portfolio vision the choice serves before I offer a view",
    },
  },
  guide: {
    change:
      "Helping products fit a direction leaves the direction as it is. At Catalyst, you question it: you bring executives a vision and a business model that lead them to rebuild the organization’s strategy.",
    practices: [
      {
        name: "Wardley map",
        begin:
          "Spend an hour with an executive on one value chain: the user’s need on top, components below, each placed from genesis to commodity; mark what is moving.",
        origin: { author: "Simon Wardley", title: "Wardley Maps" },
      },
      {
        name: "Business model patterns",
        begin:
          "Pick five patterns, such as subscription or razor and blade, and ask two executives how your business would work if it were run that way.",
        origin: {
          author: "Oliver Gassmann, Karolin Frankenberger, and Michaela Csik",
          title: "The Business Model Navigator",
        },
      },
      {
        name: "Six-page narrative",
        begin:
          "Turn your slides for the next executive meeting into at most six pages of prose; open with silent reading, and collect objections in the margin.",
        origin: { author: "Colin Bryar and Bill Carr", title: "Working Backwards" },
      },
    ],
    evidence: [
      "Minutes in which executives decide to try a business model that you put before them.",
      "An executive explains the new direction to the whole company without your slides.",
    ],
    question:
      "Which belief about how your organization earns its living has gone unquestioned longest, and who might question it with you?",
    plan: {
      when: "an executive asks for a feature to match a competitor’s",
      then: "ask what the competitor has changed in its business model, and offer to map it together",
    },
  },
  catalyst: {
    change:
      "A strategy that hangs on its author ends with them. Successors who are free to overturn your choices, and reasoning that the field can read and use, let the thinking go on without you.",
    practices: [
      {
        name: "Catchball",
        begin:
          "Send a draft direction to two product leaders, and settle nothing until each has returned it with at least one change and the reason.",
        origin: { author: "Yoji Akao (editor)", title: "Hoshin Kanri: Policy Deployment for Successful TQM" },
      },
      {
        name: "Intent-based leadership",
        begin:
          "Ask your likely successor to bring the next three strategy questions as “I intend to …” with reasons; reply only with questions of your own.",
        origin: { author: "L. David Marquet", title: "Turn the Ship Around!" },
      },
      {
        name: "Case method",
        begin:
          "Write two pages about a strategy decision you faced, ending just before the choice; let a group of product people argue it for forty minutes.",
        origin: {
          author: "Louis B. Barnes, C. Roland Christensen, and Abby J. Hansen",
          title: "Teaching and the Case Method",
        },
      },
    ],
    evidence: [
      "A successor leads the executives’ yearly strategy talk while you are elsewhere.",
      "A case about one of your own strategic mistakes, taught in somebody else’s course.",
    ],
    question: "Which strategic question still waits for your answer, and whose answer would you accept in its place?",
    plan: {
      when: "somebody asks me for the story behind a strategic choice",
      then: "write it where everybody can read it, with the doubts left in",
    },
  },
};
