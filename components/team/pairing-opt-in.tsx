/** The choice to be proposed for pairings, with exactly what that shows and to whom. */
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import type { FormAction } from "@/lib/domain/request/action-result";

type PairingOptInProps = {
  teamId: string;
  isOpen: boolean;
  /** The path that the form returns to; by default the team's page. */
  next?: string;
  action: FormAction;
};

export function PairingOptIn({ teamId, isOpen, next, action }: PairingOptInProps) {
  return (
    <section id="pairing" aria-labelledby="pairing-title" className="max-w-reading print:hidden">
      <h2 id="pairing-title" className="text-heading">
        Your place in pairings
      </h2>
      <p className="mt-3 font-semibold">
        {isOpen ? "On: my coach may propose me for pairings." : "Off: my coach does not propose me for pairings."}
      </p>
      <p className="mt-2 text-ink-2">
        In a workshop, a coach can pair somebody who is strong in a behavior with somebody who chose it as their focus. While this is on,
        the workshop’s agenda may say your name with either of two things, to everybody who sees the agenda: that you can share how you work
        in a behavior, because you rated it at Advanced or higher; or that you want to grow in one, because it is your focus. The first
        follows from ratings that you share with this team, the second only from a focus that you share too. It never says a level.
      </p>
      <Form name="pairing" action={action} errorTitle="Your choice was not saved" className="mt-4">
        <input type="hidden" name="teamId" value={teamId} />
        <input type="hidden" name="pairing" value={isOpen ? "no" : "yes"} />
        {next !== undefined && <input type="hidden" name="next" value={next} />}
        <Button type="submit" variant="secondary">
          {isOpen ? "Do not propose me for pairings" : "My coach may propose me for pairings"}
        </Button>
      </Form>
    </section>
  );
}
