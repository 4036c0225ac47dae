/** What is missing in a draft, each with a link to its field. */
import { TextLink } from "@/components/ui/text-link";
import type { Gap } from "@/lib/domain/competency/draft";
import { fieldKind } from "@/lib/domain/competency/draft";
import { fieldId } from "./field-id";

type GapListProps = {
  gaps: readonly Gap[];
  editHref: string;
  guidanceHref: (behaviorId: string) => string;
};

function hrefOf({ path }: Gap, editHref: string, guidanceHref: GapListProps["guidanceHref"]): string {
  const behaviorId = /^(?:guidance|opportunities)\./.test(path) ? fieldKind(path)?.behaviorId : null;
  const anchor = path === "order.behaviors" ? "key-behaviors" : path === "order.levels" ? "development-path" : fieldId(path);
  return `${behaviorId ? guidanceHref(behaviorId) : editHref}#${anchor}`;
}

/** More than these are only counted. */
const MOST = 60;

export function GapList({ gaps, editHref, guidanceHref }: GapListProps) {
  return (
    <>
      <ul className="space-y-1">
        {gaps.slice(0, MOST).map((gap) => (
          <li key={`${gap.path} ${gap.message}`} className="wrap-anywhere">
            <TextLink href={hrefOf(gap, editHref, guidanceHref)}>{gap.message}</TextLink>
          </li>
        ))}
      </ul>
      {gaps.length > MOST && <p className="mt-2">And {(gaps.length - MOST).toLocaleString("en-US")} more.</p>}
    </>
  );
}
