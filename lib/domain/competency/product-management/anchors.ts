/**
 * What each behavior looks like at each level: one sentence of at most 30 words and one idea that a colleague could have
 * seen, where levels differ in kind, never by adverbs (joins in, does a piece for their own product, owns the whole,
 * makes other Product Owners able, changes the organization or the field).
 */
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";

export const anchors: CompetencyModel["additions"]["anchors"] = {
  "vision-and-strategy": {
    beginner: "Explains the product’s vision in their own words during a roadmap discussion that somebody else leads.",
    intermediate: "Writes a vision and roadmap for their own product, in words that the team quotes when planning a Sprint.",
    advanced: "Reworks the product’s strategy, from vision to roadmap to releases, when results contradict the original bet.",
    guide: "Facilitates workshops in which other Product Owners align their visions and roadmaps across the portfolio.",
    catalyst: "Presents a product vision that executives make the basis of a new strategy for the organization.",
  },
  "outcome-orientation": {
    beginner: "Names the goal and metric behind a backlog item when asked in a review that a colleague runs.",
    intermediate: "Opens the Sprint Review with current numbers for a measurable goal they set for their own product.",
    advanced: "Redirects the product’s work, from strategy to features already live, when its outcome metrics stay flat.",
    guide: "Coaches other Product Owners to replace feature counts with customer metrics tied to one portfolio goal.",
    catalyst: "Shows industry audiences how they moved their organization’s executives from judging output to judging customer outcomes.",
  },
  "market-awareness": {
    beginner: "Recounts what a customer needed after sitting in on an interview that somebody else conducted.",
    intermediate: "Interviews customers of their own product about why they chose it over a competitor’s.",
    advanced:
      "Repositions the product, from target segment to price and message, when customer and competitor evidence shows it losing ground.",
    guide: "Brings Product Owners of several products together to pool customer and competitor findings into one portfolio view.",
    catalyst: "Publishes research on shifting customer needs that companies across the industry cite when redefining their markets.",
  },
  "value-management": {
    beginner: "Explains why one backlog item ranks above another in an order that somebody else decided.",
    intermediate: "Orders their own product’s backlog by written value estimates that draw on data and stakeholder input.",
    advanced: "Shifts the product’s investment between quick wins and long-term growth after measuring what released work returned.",
    guide: "Helps Product Owners weigh lean business cases from several products against one another for a shared budget.",
    catalyst:
      "Persuades executives to replace the organization’s yearly project budgets with funding that follows the value each product returns.",
  },
  "stakeholder-alignment": {
    beginner: "Lists what each stakeholder expects of the product after attending meetings that a colleague leads.",
    intermediate: "Points to their own product’s goal when telling a stakeholder why a request has to wait.",
    advanced:
      "Renegotiates what was promised about the product, with everyone from sponsor to support desk, when evidence overturns its direction.",
    guide: "Mediates among Product Owners whose promises to shared stakeholders conflict, until they settle on one portfolio commitment.",
    catalyst: "Gets executives of competing divisions to replace their own targets with product goals shared across the organization.",
  },
  "lifecycle-stewardship": {
    beginner: "Describes which lifecycle stage the product has reached in a planning discussion that others lead.",
    intermediate: "Writes a plan for the stage that their own product is in, such as growth or maturity.",
    advanced: "Leads the product from launch through growth and maturity to retirement, changing course when usage signals a new stage.",
    guide: "Walks other Product Owners through a portfolio map as they decide which products to grow, sustain, or retire.",
    catalyst: "Convinces executives to adopt organization-wide rules for when any product is launched, sustained, or retired.",
  },
  "risk-and-opportunity-management": {
    beginner: "Raises a possible risk or opportunity for the product in a session where others decide the response.",
    intermediate: "Keeps a visible list of their own product’s risks and opportunities, each with its next step.",
    advanced: "Changes the product’s direction based on tests of its riskiest assumptions, from first idea to live use.",
    guide: "Coaches other Product Owners to compare risks and opportunities across the portfolio before anyone commits money.",
    catalyst: "Wins executives’ backing for organization-wide rules that let teams try untested business models at small cost.",
  },
};
