/** The shipped content module: the Product Management competency, the source's words and ours told apart. */
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { lifecycleStewardship } from "@/lib/domain/competency/product-management/guidance/lifecycle-stewardship";
import { marketAwareness } from "@/lib/domain/competency/product-management/guidance/market-awareness";
import { outcomeOrientation } from "@/lib/domain/competency/product-management/guidance/outcome-orientation";
import { riskAndOpportunityManagement } from "@/lib/domain/competency/product-management/guidance/risk-and-opportunity-management";
import { stakeholderAlignment } from "@/lib/domain/competency/product-management/guidance/stakeholder-alignment";
import { valueManagement } from "@/lib/domain/competency/product-management/guidance/value-management";
import { visionAndStrategy } from "@/lib/domain/competency/product-management/guidance/vision-and-strategy";
import { anchors } from "./anchors";
import { opportunities } from "./opportunities";
import { source } from "./source";

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
