/** The demo's people, each with a button that signs in as them. */
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Section } from "@/components/ui/section";
import type { FormAction } from "@/lib/domain/request/action-result";

type DemoSignInsProps = {
  signIns: readonly { key: string; name: string; role: "admin" | "coach" | "member"; teams: readonly string[] }[];
  action: FormAction;
};

function words({ role, teams }: DemoSignInsProps["signIns"][number]): string {
  if (role === "admin") return "Admin: looks after people, teams and the audit";
  return `${role === "coach" ? "Coach" : "Member"} of ${teams.join(" and ")}`;
}

export function DemoSignIns({ signIns, action }: DemoSignInsProps) {
  if (signIns.length === 0) return null;
  return (
    <Section
      id="demo-sign-ins"
      title="Look around as one of them"
      size="subpart"
      className="rounded-panel border border-line bg-surface p-6"
    >
      <p className="mt-2 text-ink-2">This is a demo. Everybody in it is invented, and no password is needed.</p>
      <ul className="mt-5 divide-y divide-line border-y border-line">
        {signIns.map((signIn) => (
          <li key={signIn.key}>
            <Form
              name={`demo-${signIn.key}`}
              action={action}
              errorTitle="You are not signed in"
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3"
            >
              <input type="hidden" name="person" value={signIn.key} />
              <p className="min-w-0">
                <span className="block font-semibold">{signIn.name}</span>
                <span className="block text-[0.94rem] text-ink-2">{words(signIn)}</span>
              </p>
              <Button type="submit" variant="secondary" aria-label={`Sign in as ${signIn.name}`}>
                Sign in
              </Button>
            </Form>
          </li>
        ))}
      </ul>
    </Section>
  );
}
