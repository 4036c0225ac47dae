/**
 * The recent examples of the demo's people, by behavior and level: what a person at that level could have done last month.
 * {product}, {customers}, {stakeholder} and {metric} are filled from the person's work.
 */

type Examples = Readonly<Record<"beginner" | "intermediate" | "advanced" | "guide" | "catalyst", readonly string[]>>;

export const DEMO_EVIDENCE: Readonly<Record<string, Examples>> = {
  "vision-and-strategy": {
    beginner: [
      "In the roadmap meeting I said in my own words where {product} is going, and my lead added two points.",
      "I read last year’s strategy paper for {product} and asked about three words that nobody uses anymore.",
      "I took notes while my lead explained the vision to {customers}, and wrote the summary that went out.",
      "I drew the roadmap for {product} from memory before the workshop. Two of the five themes were wrong.",
    ],
    intermediate: [
      "I wrote a one-page vision for {product}; the team quoted it twice in the last Sprint Planning.",
      "I presented the roadmap for {product} to {stakeholder}, with what we will not do this year on the first slide.",
      "I rewrote our vision after three {customers} could not say what {product} is for. It now fits in two sentences.",
      "I replaced dates on the roadmap with the three outcomes we want for {customers} this half-year.",
      "New colleagues get the vision of {product} from me on day one; last week one of them explained it to a visitor.",
    ],
    advanced: [
      "When {metric} stayed flat for a quarter I took the strategy back to the start and dropped our largest theme.",
      "I moved {product} from a plan of features to three bets, and closed one after six weeks of poor results.",
      "I changed the order of two releases after the pilot contradicted our strategy, and told {stakeholder} why.",
      "I tied each roadmap theme of {product} to one strategic goal; two themes had none and are gone.",
      "Our vision assumed that {customers} wanted more choice. Interviews said otherwise, and I rewrote it with the team.",
    ],
    guide: [
      "I led a morning with four Product Owners in which we laid our visions side by side and settled two conflicts.",
      "Two colleagues asked me to review their product visions; one now opens her Sprint Reviews with it.",
      "I started a quarterly roadmap exchange for our area. The last one showed that three teams planned the same thing.",
    ],
    catalyst: [
      "The executive team took our vision for {product} as the basis for next year’s company strategy.",
      "I presented our picture of the next five years to the board; they asked for two other products to follow it.",
    ],
  },
  "outcome-orientation": {
    beginner: [
      "I asked in the review which number a feature should move. My lead showed me {metric}.",
      "I looked up {metric} for the first time and noticed that it had not been updated since spring.",
      "I wrote down the goal behind each of the ten top backlog items; for four I had to ask.",
      "I listened in when the analyst explained how {metric} is counted, and can now say it myself.",
    ],
    intermediate: [
      "I opened the last three Sprint Reviews with {metric}, and with what we expected it to be.",
      "I set one goal for {product} this quarter, with a number and a date, and put it above the board.",
      "Before we built the new filter I wrote down what should change for {customers}, and checked it four weeks later.",
      "I took “twelve features shipped” off our report and put {metric} there.",
      "I asked {stakeholder} what would be different if we succeeded, and made that our Sprint Goal.",
    ],
    advanced: [
      "{metric:capital} had not moved in eight weeks, so I stopped the theme and we removed the feature again.",
      "I review every goal of {product} monthly with live numbers, also for what we released a year ago.",
      "I found that our favorite metric rose while {customers} were leaving, and changed what we steer by.",
      "I killed a half-built integration when the pilot showed no effect on {metric}. That was a hard review.",
      "Our release notes now say what we expect to happen, and six weeks later what did.",
    ],
    guide: [
      "I coached two Product Owners from feature counts to one shared customer metric for our area.",
      "I ran a clinic on leading indicators; five colleagues left with one each, and three still use theirs.",
      "I helped the neighboring team see that their goal and ours pulled {customers} in two directions. We merged them.",
    ],
    catalyst: [
      "At our industry meeting I showed how our executives went from counting output to watching customer outcomes.",
      "The yearly report now leads with three customer outcomes. I spent the spring convincing five directors.",
    ],
  },
  "market-awareness": {
    beginner: [
      "I sat in on two interviews with {customers} and retold what they struggled with at the stand-up.",
      "I watched a usability test of {product} and wrote down three sentences in their own words.",
      "I tried a competitor’s product for an hour and showed the team what it does first.",
      "I read forty support tickets from {customers} and sorted them with the researcher.",
    ],
    intermediate: [
      "I interviewed five {customers} about why they chose us, and one who left.",
      "I keep a page on three competitors of {product} and update it every month before refinement.",
      "I visited {customers} at work for a day; two of our assumptions did not survive lunch.",
      "I asked six {customers} what they did before {product}. Four of them used a spreadsheet.",
      "I read the new industry report and took the two trends that concern {customers} to our planning.",
    ],
    advanced: [
      "Win–loss calls showed that small firms leave us for price; I repositioned {product} for larger ones.",
      "I changed our message and the price of the basic plan after eleven interviews with {customers} who had left.",
      "I saw a competitor give our main feature away, and moved our investment to what {customers} pay for.",
      "I set up a weekly call with {customers}; the last theme on the roadmap came from there.",
      "I split our users into three segments by what they want to get done, and we stopped building for one of them.",
    ],
    guide: [
      "I brought findings of four products together on one wall; we now share a map of what {customers} need.",
      "I taught two Product Owners to interview without selling. They have done nine since.",
      "I started a shared library of interviews; six Product Owners add to it, and {stakeholder} reads it.",
    ],
    catalyst: [
      "Our study of how {customers} will work in five years was cited by two companies in the industry.",
      "I spoke at a conference about a need that nobody in the market names, and three firms called us.",
    ],
  },
  "value-management": {
    beginner: [
      "I explained to a new developer why the import ranks above the export. My lead had ordered them.",
      "I asked why a small fix for {customers} came last, and learned about cost of delay.",
      "I estimated the value of three items with the team, to see how far apart we were.",
      "I compared my own order of the top ten with my lead’s, and asked about the largest difference.",
    ],
    intermediate: [
      "I order the backlog of {product} by value estimates that {stakeholder} can read and question.",
      "I said no to a report that one client wanted, since it would have moved {metric} for nobody else.",
      "I scored fourteen items with data from last quarter; three favorites fell to the bottom.",
      "I cut an item to the part that {customers} asked for, and we released it in one Sprint.",
      "I go through the bottom third of the backlog every month and delete what nobody misses.",
    ],
    advanced: [
      "I measured what the last six releases of {product} returned, and moved a third of our capacity to retention.",
      "I kept one Sprint in four for long-term work, and showed {stakeholder} what it earned after half a year.",
      "After the pilot I stopped the bigger investment and put its budget into two small ones that paid back.",
      "I split the quarter into quick wins and one long bet, with the rule for ending the bet written down first.",
      "I worked out the cost of delay for three themes with finance; the loudest one was worth the least.",
    ],
    guide: [
      "I helped three Product Owners weigh their lean business cases against each other for one budget.",
      "I run the monthly session in which our area compares cost of delay; last time two teams gave capacity away.",
      "I reviewed a colleague’s business case for {customers} and she halved its scope before asking for money.",
    ],
    catalyst: [
      "Two divisions now fund products by the value they return instead of by yearly projects.",
      "I worked with the finance director to end the annual budget round for four products.",
    ],
  },
  "stakeholder-alignment": {
    beginner: [
      "I made a list of who wants what from {product} after sitting in on three meetings.",
      "I asked {stakeholder} for twenty minutes and only listened. I had two expectations wrong.",
      "I wrote the minutes of the steering meeting and checked them with everybody.",
      "I drew a map of everyone who is affected by {product}; my lead added four names.",
    ],
    intermediate: [
      "I told {stakeholder} that the dashboard has to wait, and showed which goal it would have delayed.",
      "I invite two different stakeholders to each Sprint Review and ask them for a decision, not for applause.",
      "I send one page every month: what we learned, what changed, and what we decided against.",
      "I found out that sales and support expected opposite things of {product}, and brought them together.",
      "I answered a request from {stakeholder} with a question about {customers}, and it became a smaller one.",
    ],
    advanced: [
      "When the pilot failed I went back to everyone from sponsor to support desk and renegotiated what we had promised.",
      "I moved a promised date in the open, with the evidence, and kept the trust of {stakeholder}.",
      "I got legal, sales and operations to agree on one order for the half-year. It took three rounds.",
      "I ended a promise to our largest client that {product} could not keep, and offered something better.",
      "I turned the steering meeting into a review of evidence; decisions now take a week instead of six.",
    ],
    guide: [
      "I mediated between two Product Owners who had promised the same team to {stakeholder}.",
      "I helped a colleague prepare for a hard conversation about scope and sat beside her in it.",
      "Four Product Owners now give shared stakeholders one answer; I drafted the agreement.",
    ],
    catalyst: [
      "Two division heads gave up their own targets for one goal that their products share.",
      "I got the executive team to review product goals together, once a month, with numbers.",
    ],
  },
  "lifecycle-stewardship": {
    beginner: [
      "In planning I said that {product} looks mature to me, and we compared signs for and against.",
      "I shadowed the team that is retiring the old app and wrote down what they told {customers}.",
      "I drew the history of {product} from its first release to now, with the colleague who has been here longest.",
      "I asked which of our features nobody has used for a year, and got a list.",
    ],
    intermediate: [
      "I wrote a plan for the growth stage of {product}: what we measure, what we stop, whom we need.",
      "I set a date to switch off the old export and told {customers} three months ahead.",
      "I put a tenth of each Sprint into upkeep, as {product} is past its fast years.",
      "I prepared the launch for the second region with support and training, not only with code.",
      "I wrote down by which signs we would notice that {product} leaves its growth stage.",
    ],
    advanced: [
      "Use leveled off, so I changed {product} from growing to keeping, and half the roadmap went.",
      "I retired our oldest module after a year of notice; two of 140 clients complained.",
      "I led {product} from pilot to three regions and then slowed down when support could not follow.",
      "I saw early signs of decline in {metric} and prepared the successor before anybody asked.",
      "I moved {customers} from the old version to the new one in five waves, and stopped twice to mend it.",
    ],
    guide: [
      "I walked three Product Owners through our portfolio map; one of them decided to retire her product.",
      "I help colleagues write sunset plans. The second one took a week instead of a quarter.",
      "I lead the half-yearly look at all eleven products: which to grow, to keep and to end.",
    ],
    catalyst: [
      "The company adopted our rules for when a product is launched, sustained and retired.",
      "I convinced the executives to end two products that earn money but lead nowhere.",
    ],
  },
  "risk-and-opportunity-management": {
    beginner: [
      "I raised in refinement that the new supplier may be late; the team decided what to do.",
      "I said that {customers} might use {product} for something we never planned. It is on the list now.",
      "I joined a pre-mortem and came up with two of the nine risks.",
      "I looked into one open risk of {product} and reported back in the next review.",
    ],
    intermediate: [
      "I keep a visible list of risks and chances for {product}, each with its next step and a name.",
      "I ran a pre-mortem before the release; we found that nobody had asked {stakeholder}.",
      "I tested whether {customers} would pay before we built anything. Two of eight would.",
      "I go through our risks every second Sprint and delete those that no longer worry anyone.",
      "I asked for a spike on the riskiest interface first, and it did turn out slow.",
    ],
    advanced: [
      "I tested our riskiest assumption in a week with a paper version, and we changed direction.",
      "A new law became our opening: I moved two teams within a month, and {metric} shows it.",
      "I stopped the rollout at five percent when errors rose, and we lost no client.",
      "I turned a supplier’s failure into a reason to build the part that {customers} had asked for.",
      "I listed what must be true for {product} to work, tested the top three, and two were false.",
    ],
    guide: [
      "I coach four Product Owners in testing assumptions before anybody commits money.",
      "I set up one board of risks for our whole area; we found the same one in three products.",
      "I helped a colleague turn a long risk list into three experiments.",
    ],
    catalyst: [
      "Teams may now try a new business model for a small fixed sum without asking; I won the executives for it.",
      "I set up the company’s small fund for experiments. Nine have run, and two became products.",
    ],
  },
};

/** What some say about a behavior that they have had no opportunity for. */
export const DEMO_NO_OPPORTUNITY: readonly string[] = [
  "My lead does this so far.",
  "Not part of my role yet.",
  "There was no occasion since I started.",
];

/** If–then plans by behavior. */
export const DEMO_PLANS: Readonly<Record<string, readonly { when: string; then: string }[]>> = {
  "vision-and-strategy": [
    { when: "I prepare the next Sprint Review", then: "open with our vision in one sentence and ask what no longer fits" },
    { when: "somebody asks for a date on the roadmap", then: "tell them the outcome it belongs to first" },
  ],
  "outcome-orientation": [
    { when: "we refine a new item on Tuesday", then: "ask which number it should move, and write that number into it" },
    { when: "a release is four weeks old", then: "look at its number with the team for ten minutes" },
  ],
  "market-awareness": [
    { when: "Friday’s support summary arrives", then: "call one of the people who wrote in" },
    { when: "a competitor releases something", then: "try it for half an hour before I have an opinion" },
  ],
  "value-management": [
    { when: "a request comes in as urgent", then: "ask what it costs to wait a month" },
    { when: "I order the backlog on Mondays", then: "move one item to the bottom and say why" },
  ],
  "stakeholder-alignment": [
    { when: "I send the next invitation to a Sprint Review", then: "name the one decision that I need from each guest" },
    { when: "I have to say no", then: "show the goal that it would have delayed" },
  ],
  "lifecycle-stewardship": [
    { when: "we plan the next quarter", then: "write down by which sign we would notice a new stage" },
    { when: "an old feature comes up in refinement", then: "look at how many still use it before we mend it" },
  ],
  "risk-and-opportunity-management": [
    { when: "a new theme begins", then: "run a fifteen-minute pre-mortem with the whole team" },
    { when: "I write “should” in a business case", then: "turn it into an assumption, and think of a test for it" },
  ],
};
