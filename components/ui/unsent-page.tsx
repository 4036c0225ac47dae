/** In place of a page that cannot be shown anymore: why its form was not taken, and what was typed, to copy. */
import { ButtonLink } from "./button";

type UnsentPageProps = {
  message: string;
  typed: readonly string[];
  /** Null where signing in does not help. */
  signInHref: string | null;
};

export function UnsentPage({ message, typed, signInHref }: UnsentPageProps) {
  return (
    <div className="mx-auto max-w-2xl px-5 py-20">
      <div role="alert">
        <h1 className="text-title">This was not sent</h1>
        <p className="mt-5 text-lead text-ink-2">{message}</p>
      </div>
      {typed.length > 0 && (
        <>
          <p className="mt-8">What you typed, to copy:</p>
          {typed.map((text, position) => (
            <textarea
              key={position}
              readOnly
              dir="auto"
              aria-label={`What you typed, ${position + 1}`}
              defaultValue={text}
              className="mt-4 block w-full field-sizing-content min-h-14 rounded-card border-[1.5px] border-edge bg-surface px-4 py-3"
            />
          ))}
        </>
      )}
      <p className="mt-8">
        {signInHref === null ? <ButtonLink href="">Back to the page</ButtonLink> : <ButtonLink href={signInHref}>Sign in</ButtonLink>}
      </p>
    </div>
  );
}
