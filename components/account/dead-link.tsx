/** The page for a mailed link that was used, expired or is invalid: what that means, and what to do next. */
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { AccountPage } from "./account-page";

export function DeadLink({ children, next }: { children: ReactNode; next: { href: string; label: string }[] }) {
  return (
    <AccountPage title="This link no longer works" lead={children}>
      <div className="flex flex-wrap gap-3">
        {next.map(({ href, label }, index) => (
          <ButtonLink key={href} href={href} variant={index === 0 ? "primary" : "secondary"}>
            {label}
          </ButtonLink>
        ))}
      </div>
    </AccountPage>
  );
}
