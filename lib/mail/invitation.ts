/** Invites somebody to a team, or to the workspace alone. */
import type { TeamRole } from "@/lib/domain/team/team-role";
import { composeMail } from "./layout";

const DAY = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" });

type Invitation = {
  to: string;
  /** As in the list of people, or empty. A stranger wrote it, so it is never in the subject. */
  name: string;
  /** Null: to the workspace only. */
  teamName: string | null;
  role: TeamRole;
  inviterName: string;
  url: string;
  expiresAt: Date;
};

export function invitationMail({ to, name, teamName, role, inviterName, url, expiresAt }: Invitation) {
  const place = teamName === null ? "Cairn" : `the team ${teamName} on Cairn`;
  const purpose =
    role === "coach"
      ? "As a coach you see what the team’s people choose to share with you, and nothing else."
      : "There you rate yourself in Product Management, see where you stand and choose your next step. Your answers are yours: a coach sees only what you share.";
  return composeMail({
    to,
    subject: teamName === null ? `${inviterName} invites you to Cairn` : `${inviterName} invites you to ${teamName} on Cairn`,
    title: teamName === null ? "You are invited to Cairn" : `Join ${teamName}`,
    paragraphs: [
      `Hello${name === "" ? "" : ` ${name}`},`,
      `${inviterName} invites you to ${place}${teamName !== null && role === "coach" ? " as a coach" : ""}. ${purpose}`,
      "The next page tells you what joining means before you decide. You can also decline there.",
    ],
    action: { label: "See the invitation", url },
    footnote: `This link is for you alone, and works until ${DAY.format(expiresAt)} (UTC). If you don’t know ${inviterName}, you don’t need to do anything.`,
  });
}
