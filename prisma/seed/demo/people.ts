/** Who is in the demo workspace: invented people, the products they look after, and how they rated themselves three times. */

export type DemoPerson = {
  /** Unique in the demo, and the part of the address before the @. */
  key: string;
  name: string;
};

/** What is filled into a member's evidence, each to be used within a sentence. */
export type DemoWork = {
  product: string;
  customers: string;
  stakeholder: string;
  metric: string;
};

export type DemoMember = DemoPerson & {
  work: DemoWork;
  /**
   * Three submissions, oldest first. One character per behavior, in the competency's order: a level's rank from 1, or "-" for no
   * opportunity yet.
   */
  submissions: readonly [string, string, string];
  /** What happens to the latest submission. The earlier ones are shared with their evidence. */
  latest?: "without evidence" | "withdrawn" | "not shared";
};

export type DemoTeam = {
  key: string;
  name: string;
  /** The keys of its coaches. */
  coaches: readonly string[];
  members: readonly DemoMember[];
};

export const DEMO_ADMIN: DemoPerson = { key: "noor.van.dijk", name: "Noor van Dijk" };

export const DEMO_COACHES: readonly DemoPerson[] = [
  { key: "ingrid.solberg", name: "Ingrid Solberg" },
  { key: "kwame.mensah", name: "Kwame Mensah" },
];

export const DEMO_TEAMS: readonly DemoTeam[] = [
  {
    key: "orion",
    name: "Orion",
    coaches: ["ingrid.solberg"],
    members: [
      {
        key: "amara.okafor",
        name: "Amara Okafor",
        work: { product: "the booking app", customers: "travelers", stakeholder: "the head of sales", metric: "completed bookings" },
        // Steady, a little everywhere.
        submissions: ["2122111", "2222212", "3233222"],
      },
      {
        key: "lukas.brandt",
        name: "Lukas Brandt",
        work: { product: "the driver app", customers: "drivers", stakeholder: "the fleet manager", metric: "on-time pickups" },
        // A plateau.
        submissions: ["2322322", "2322322", "2332322"],
        latest: "without evidence",
      },
      {
        key: "mei-ling.chen",
        name: "Mei-Ling Chen",
        work: { product: "search and maps", customers: "commuters", stakeholder: "the data lead", metric: "searches that end in a trip" },
        // Long in the role.
        submissions: ["3343322", "3343332", "4344343"],
      },
      {
        key: "rafael.oliveira",
        name: "Rafael Oliveira",
        work: { product: "ticket payments", customers: "passengers", stakeholder: "the finance director", metric: "payments that succeed" },
        // New, with little opportunity at first.
        submissions: ["1121-1-", "1221-11", "22212-1"],
      },
      {
        key: "priya.raghunathan",
        name: "Priya Raghunathan",
        work: {
          product: "the loyalty program",
          customers: "frequent riders",
          stakeholder: "the marketing lead",
          metric: "second trips in a month",
        },
        // Lower after the yardstick moved, then up.
        submissions: ["3333233", "2323222", "3333233"],
      },
      {
        key: "tomasz.wisniewski",
        name: "Tomasz Wiśniewski",
        work: {
          product: "the partner portal",
          customers: "bus operators",
          stakeholder: "the partnership manager",
          metric: "active partners",
        },
        // Strong in a few behaviors.
        submissions: ["2413221", "2423221", "3424232"],
      },
      {
        key: "yasmin.el-sayed",
        name: "Yasmin El-Sayed",
        work: {
          product: "the support desk tool",
          customers: "support agents",
          stakeholder: "the service director",
          metric: "issues solved at first contact",
        },
        // Fast.
        submissions: ["111111-", "2212211", "3323322"],
      },
    ],
  },
  {
    key: "harbor",
    name: "Harbor",
    coaches: ["kwame.mensah"],
    members: [
      {
        key: "sofia.lindqvist",
        name: "Sofia Lindqvist",
        work: { product: "the warehouse scanner", customers: "warehouse staff", stakeholder: "the site manager", metric: "picks an hour" },
        submissions: ["2222312", "2323322", "3323323"],
      },
      {
        key: "daniel.kovacs",
        name: "Dániel Kovács",
        work: { product: "route planning", customers: "dispatchers", stakeholder: "the head of transport", metric: "kilometers a parcel" },
        submissions: ["2312221", "2322231", "2322232"],
      },
      {
        key: "aiko.tanaka",
        name: "Aiko Tanaka",
        work: { product: "returns", customers: "shoppers", stakeholder: "the store director", metric: "days to a refund" },
        submissions: ["1222211", "2232221", "2332222"],
        latest: "without evidence",
      },
      {
        key: "mateo.fernandez",
        name: "Mateo Fernández",
        work: { product: "the checkout", customers: "online buyers", stakeholder: "the commerce lead", metric: "orders that are finished" },
        submissions: ["3434323", "3434323", "4444333"],
      },
      {
        key: "zainab.bello",
        name: "Zainab Bello",
        work: {
          product: "the seller portal",
          customers: "sellers",
          stakeholder: "the marketplace lead",
          metric: "listings in the first week",
        },
        submissions: ["112121-", "2222211", "2232312"],
      },
      {
        key: "henrik.johansen",
        name: "Henrik Johansen",
        work: {
          product: "shipment tracking",
          customers: "recipients",
          stakeholder: "the service lead",
          metric: "calls about late parcels",
        },
        // A real drop.
        submissions: ["3223332", "3223232", "2223222"],
        latest: "withdrawn",
      },
      {
        key: "chloe.dubois",
        name: "Chloé Dubois",
        work: {
          product: "the product catalog",
          customers: "purchasers",
          stakeholder: "the content lead",
          metric: "searches with a result",
        },
        submissions: ["2231211", "2232221", "3343222"],
      },
      {
        key: "arjun.patel",
        name: "Arjun Patel",
        work: { product: "pricing", customers: "category managers", stakeholder: "the commercial director", metric: "margin an order" },
        submissions: ["3323423", "3423433", "3434434"],
      },
      {
        key: "fatima-zahra.idrissi",
        name: "Fatima Zahra Idrissi",
        work: { product: "customs papers", customers: "brokers", stakeholder: "the compliance officer", metric: "hours at the border" },
        submissions: ["12112-2", "22122-3", "2222223"],
      },
      {
        key: "oleksandr.shevchenko",
        name: "Oleksandr Shevchenko",
        work: {
          product: "the data platform",
          customers: "analysts",
          stakeholder: "the chief of staff",
          metric: "reports that are used weekly",
        },
        submissions: ["22-2211", "23-3221", "3313322"],
      },
      {
        key: "nia.roberts",
        name: "Nia Roberts",
        work: { product: "invoicing", customers: "accountants", stakeholder: "the controller", metric: "invoices paid on time" },
        submissions: ["1111111", "1212111", "2212212"],
        latest: "not shared",
      },
      {
        key: "jun-ho.park",
        name: "Park Jun-ho",
        work: { product: "the courier app", customers: "couriers", stakeholder: "the city manager", metric: "stops an hour" },
        submissions: ["3545344", "4545344", "4545445"],
      },
    ],
  },
  {
    key: "lantern",
    name: "Lantern",
    coaches: ["ingrid.solberg"],
    members: [
      {
        key: "elena.petrova",
        name: "Elena Petrova",
        work: {
          product: "the onboarding guide",
          customers: "new colleagues",
          stakeholder: "the people lead",
          metric: "days until a first task is done",
        },
        submissions: ["2223211", "2323221", "3323322"],
      },
      {
        key: "samuel.adeyemi",
        name: "Samuel Adeyemi",
        work: {
          product: "the room planner",
          customers: "office managers",
          stakeholder: "the facilities lead",
          metric: "rooms that stay empty",
        },
        submissions: ["1-11111", "1-21211", "2121221"],
        latest: "without evidence",
      },
    ],
  },
];
