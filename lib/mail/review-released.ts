/** Says that a coach released a review. The mail does not contain the review: only its reader sees it, in the app. */
import { composeMail } from "./layout";

export function reviewReleasedMail({
  to,
  name,
  coachName,
  teamName,
  url,
}: {
  to: string;
  name: string;
  coachName: string;
  teamName: string;
  url: string;
}) {
  return composeMail({
    to,
    subject: `${coachName} has released a review to you`,
    title: "You have a new review",
    paragraphs: [
      `Hello ${name},`,
      `${coachName}, who coaches ${teamName}, has reviewed what you shared. You can now read their view beside your own, as a start for a conversation.`,
      "You can answer each comment.",
    ],
    action: { label: "Read the review", url },
    footnote: "Only you and the coaches of the team can see it.",
  });
}
