/** The mail that says that a review was released. What the review says stays where only its reader is. */

import { getEnvironment } from "@/lib/platform/environment";
import type { Mail } from "@/lib/platform/mail";
import { composeMail } from "@/lib/platform/mail-message";

type Released = { to: string; name: string; coachName: string; teamName: string; assessmentId: string };

export function reviewMail({ to, name, coachName, teamName, assessmentId }: Released): Mail {
  return {
    to,
    ...composeMail({
      subject: `${coachName} has released a review to you`,
      title: "A review is there for you",
      paragraphs: [
        `Hello ${name},`,
        `${coachName}, who coaches ${teamName}, has looked at what you shared and released their own view of it to you. It stands beside yours, as a start for a conversation.`,
        "You can answer each comment.",
      ],
      action: {
        label: "Read the review",
        url: new URL(`/results/${encodeURIComponent(assessmentId)}#coach`, getEnvironment().APP_URL).href,
      },
      footnote: "Only you and the coaches of the team can see it.",
    }),
  };
}
