/** The way among the competencies that a page can show. */
import { TextLink } from "@/components/ui/text-link";

type CompetencyChoiceProps = {
  competencies: readonly { competencyId: string; name: string }[];
  currentId: string;
  hrefOf: (competencyId: string) => string;
};

export function CompetencyChoice({ competencies, currentId, hrefOf }: CompetencyChoiceProps) {
  return (
    <nav aria-label="Competency">
      <ul className="flex flex-wrap gap-x-6">
        {competencies.map(({ competencyId, name }) => (
          <li key={competencyId}>
            <TextLink
              href={hrefOf(competencyId)}
              aria-current={competencyId === currentId ? "true" : undefined}
              className="aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:no-underline"
            >
              {name}
            </TextLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
