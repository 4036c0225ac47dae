/** The words of the source, letter for letter; a test holds them against the document. */
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";

export const source: CompetencyModel["source"] = {
  name: "Product Management",
  purpose:
    "Product Management is the Product Owner’s ability to own and steward the product’s overall success through its entire lifecycle. This competency focuses on balancing customer needs, business objectives, and delivery realities to maximize product value and impact.",
  description:
    "Product Owners strong in Product Management think holistically about their product’s market fit, business model, and lifecycle. They define and communicate a clear product vision and strategy, set measurable goals, and track outcomes. Product Management encompasses understanding market trends, customer segments, and competitive landscapes, as well as making data-informed decisions about what to build and when. It involves prioritizing investments, managing stakeholders’ expectations, and ensuring the product delivers value that aligns with the organization’s mission. Product Owners with this competency act as mini-CEOs of their product, balancing strategic thinking with hands-on execution to ensure sustainable success.",
  behaviors: [
    {
      id: "vision-and-strategy",
      name: "Vision & Strategy",
      definition: "Crafting and evolving a compelling product vision and strategic roadmap.",
    },
    {
      id: "outcome-orientation",
      name: "Outcome Orientation",
      definition: "Setting, tracking, and communicating clear goals, metrics, and desired outcomes.",
    },
    {
      id: "market-awareness",
      name: "Market Awareness",
      definition: "Monitoring customer needs, industry trends, and competitor activities.",
    },
    {
      id: "value-management",
      name: "Value Management",
      definition: "Prioritizing work for maximum impact, balancing short-term wins with long-term growth.",
    },
    {
      id: "stakeholder-alignment",
      name: "Stakeholder Alignment",
      definition: "Managing and aligning stakeholder expectations with product goals.",
    },
    {
      id: "lifecycle-stewardship",
      name: "Lifecycle Stewardship",
      definition: "Guiding the product through introduction, growth, maturity, and potential retirement.",
    },
    {
      id: "risk-and-opportunity-management",
      name: "Risk & Opportunity Management",
      definition: "Proactively identifying and addressing risks, and capitalizing on new opportunities.",
    },
  ],
  levels: [
    {
      id: "beginner",
      name: "Beginner",
      descriptors: ["Understands the product’s goals and context.", "Participates in vision and roadmap discussions."],
    },
    {
      id: "intermediate",
      name: "Intermediate",
      descriptors: [
        "Defines and communicates product vision, strategy, and metrics.",
        "Regularly prioritizes based on value, data, and stakeholder input.",
      ],
    },
    {
      id: "advanced",
      name: "Advanced",
      descriptors: [
        "Owns end-to-end product management, from strategy to delivery and beyond.",
        "Shapes market positioning, drives innovation, and leads the product through its full lifecycle, ensuring alignment with business strategy and sustainable value.",
      ],
    },
    {
      id: "guide",
      name: "Guide",
      descriptors: [
        "Facilitates portfolio management and lean business case development.",
        "Applies Business Model Canvas, portfolio thinking, and strategic prioritization.",
      ],
    },
    {
      id: "catalyst",
      name: "Catalyst",
      descriptors: [
        "Influences organizational strategy and business model innovation.",
        "Evangelizes product thinking at executive and industry levels.",
      ],
    },
  ],
  summary:
    "Product Management empowers Product Owners to lead their product with strategic intent, balancing market needs, business goals, and team capabilities. Mastery in this area ensures the product not only delivers value today but is positioned for ongoing success in a dynamic environment.",
  attribution: { title: "Product Owner Growth Wheel", url: "https://productownergrowthwheel.org" },
};
