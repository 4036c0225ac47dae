/** What joining a team shows to whom, shown before a person decides. */

export function WhatACoachSees() {
  return (
    <dl className="grid gap-5 sm:grid-cols-3">
      <div>
        <dt className="font-semibold">A coach will see</dt>
        <dd className="mt-1 text-ink-2">
          your name and address, and that you are in the team. Of your self-assessments, only those that you choose to share, by name; your
          examples, and your focus and plan, each only if you share them too.
        </dd>
      </div>
      <div>
        <dt className="font-semibold">The team will see</dt>
        <dd className="mt-1 text-ink-2">
          your name. Your answers count in a summary of the whole team, and only once enough people are in it.
        </dd>
      </div>
      <div>
        <dt className="font-semibold">Nobody will see</dt>
        <dd className="mt-1 text-ink-2">anything that you don’t share. You can stop sharing, or leave the team, whenever you like.</dd>
      </div>
    </dl>
  );
}
