/** The shipped content module: the Product Management competency, the source's words and ours told apart. */
import type { CompetencyModel } from "./model";
import { anchors } from "./product-management/anchors";
import { lifecycleStewardship } from "./product-management/guidance/lifecycle-stewardship";
import { marketAwareness } from "./product-management/guidance/market-awareness";
import { outcomeOrientation } from "./product-management/guidance/outcome-orientation";
import { riskAndOpportunityManagement } from "./product-management/guidance/risk-and-opportunity-management";
import { stakeholderAlignment } from "./product-management/guidance/stakeholder-alignment";
import { valueManagement } from "./product-management/guidance/value-management";
import { visionAndStrategy } from "./product-management/guidance/vision-and-strategy";
import { opportunities } from "./product-management/opportunities";
import { source } from "./product-management/source";

export const productManagement: CompetencyModel = {
  id: "product-management",
  source,
  additions: {
    shortNames: {
      "vision-and-strategy": "Vision",
      "outcome-orientation": "Outcomes",
      "market-awareness": "Market",
      "value-management": "Value",
      "stakeholder-alignment": "Stakeholders",
      "lifecycle-stewardship": "Lifecycle",
      "risk-and-opportunity-management": "Risk",
    },
    anchors,
    guidance: {
      "vision-and-strategy": visionAndStrategy,
      "outcome-orientation": outcomeOrientation,
      "market-awareness": marketAwareness,
      "value-management": valueManagement,
      "stakeholder-alignment": stakeholderAlignment,
      "lifecycle-stewardship": lifecycleStewardship,
      "risk-and-opportunity-management": riskAndOpportunityManagement,
    },
    opportunities,
  },
};
