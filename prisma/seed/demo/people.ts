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
  submissions: readonly string[];
  /** What happens to the latest submission. The earlier ones are shared with their evidence. */
  latest: "without evidence" | "withdrawn" | "not shared" | undefined;
};

/** A due day ends in the coach's time zone. */
type DemoCoach = DemoPerson & { timeZone: string };

export type DemoTeam = { key: string; name: string; coach: DemoCoach; members: readonly DemoMember[] };

export const DEMO_ADMIN: DemoPerson = { key: "noor.van.dijk", name: "Noor van Dijk" };

const INGRID: DemoCoach = { key: "ingrid.solberg", name: "Ingrid Solberg", timeZone: "Europe/Oslo" };
const KWAME: DemoCoach = { key: "kwame.mensah", name: "Kwame Mensah", timeZone: "Africa/Accra" };
export const DEMO_COACHES: readonly DemoPerson[] = [INGRID, KWAME];

/** A line for each member: key, name, their work, three submissions, and what happens to the latest. After "#" is what is told. */
function membersIn(table: string): DemoMember[] {
  return table
    .trim()
    .split("\n")
    .map((line) => {
      const cells = line.replace(/#.*/, "").split("|");
      const [key = "", name = "", product = "", customers = "", stakeholder = "", metric = "", submissions = "", latest] = cells.map(
        (cell) => cell.trim(),
      );
      return {
        key,
        name,
        work: { product, customers, stakeholder, metric },
        submissions: submissions.split(" "),
        latest: latest as DemoMember["latest"],
      };
    });
}

export const DEMO_TEAMS: readonly DemoTeam[] = [
  {
    key: "orion",
    name: "Orion",
    coach: INGRID,
    members: membersIn(`
      amara.okafor | Amara Okafor | the booking app | travelers | the head of sales | completed bookings | 2122111 2222212 3233222 # Steady, a little everywhere
      lukas.brandt | Lukas Brandt | the driver app | drivers | the fleet manager | on-time pickups | 2322322 2322322 2332322 | without evidence # A plateau
      mei-ling.chen | Mei-Ling Chen | search and maps | commuters | the data lead | searches that end in a trip | 3343322 3343332 4344343 # Long in the role
      rafael.oliveira | Rafael Oliveira | ticket payments | passengers | the finance director | payments that succeed | 1121-1- 1221-11 22212-1 # New, with little opportunity at first
      priya.raghunathan | Priya Raghunathan | the loyalty program | frequent riders | the marketing lead | second trips in a month | 3333233 2323222 3333233 # Lower after the yardstick moved, then up
      tomasz.wisniewski | Tomasz Wiśniewski | the partner portal | bus operators | the partnership manager | active partners | 2413221 2423221 3424232 # Strong in a few behaviors
      yasmin.el-sayed | Yasmin El-Sayed | the support desk tool | support agents | the service director | issues solved at first contact | 111111- 2212211 3323322 # Fast
    `),
  },
  {
    key: "harbor",
    name: "Harbor",
    coach: KWAME,
    members: membersIn(`
      sofia.lindqvist | Sofia Lindqvist | the warehouse scanner | warehouse staff | the site manager | picks an hour | 2222312 2323322 3323323
      daniel.kovacs | Dániel Kovács | route planning | dispatchers | the head of transport | kilometers a parcel | 2312221 2322231 2322232
      aiko.tanaka | Aiko Tanaka | returns | shoppers | the store director | days to a refund | 1222211 2232221 2332222 | without evidence
      mateo.fernandez | Mateo Fernández | the checkout | online buyers | the commerce lead | orders that are finished | 3434323 3434323 4444333
      zainab.bello | Zainab Bello | the seller portal | sellers | the marketplace lead | listings in the first week | 112121- 2222211 2232312
      henrik.johansen | Henrik Johansen | shipment tracking | recipients | the service lead | calls about late parcels | 3223332 3223232 2223222 | withdrawn # A real drop
      chloe.dubois | Chloé Dubois | the product catalog | purchasers | the content lead | searches with a result | 2231211 2232221 3343222
      arjun.patel | Arjun Patel | pricing | category managers | the commercial director | margin an order | 3323423 3423433 3434434
      fatima-zahra.idrissi | Fatima Zahra Idrissi | customs papers | brokers | the compliance officer | hours at the border | 12112-2 22122-3 2222223
      oleksandr.shevchenko | Oleksandr Shevchenko | the data platform | analysts | the chief of staff | reports that are used weekly | 22-2211 23-3221 3313322
      nia.roberts | Nia Roberts | invoicing | accountants | the controller | invoices paid on time | 1111111 1212111 2212212 | not shared
      jun-ho.park | Park Jun-ho | the courier app | couriers | the city manager | stops an hour | 3545344 4545344 4545445
    `),
  },
  {
    key: "lantern",
    name: "Lantern",
    coach: INGRID,
    members: membersIn(`
      elena.petrova | Elena Petrova | the onboarding guide | new colleagues | the people lead | days until a first task is done | 2223211 2323221 3323322
      samuel.adeyemi | Samuel Adeyemi | the room planner | office managers | the facilities lead | rooms that stay empty | 1-11111 1-21211 2121221 | without evidence
    `),
  },
];
