"use client";

/** Signs in with a passkey. It needs JavaScript, so only the script shows it. */
import type { AuthenticationResponseJSON, PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/browser";
import { useState, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/domain/request/action-result";

type Options = PublicKeyCredentialRequestOptionsJSON;
type Response = AuthenticationResponseJSON;

type PasskeyButtonProps = {
  next: string | null;
  start: (input: object) => Promise<ActionResult<Options>>;
  finish: (input: object) => Promise<ActionResult<string>>;
};

const never = () => () => undefined;

/** Only what the server reads; devices add more. */
function essence({ id, rawId, type, response }: Response) {
  const { clientDataJSON, authenticatorData, signature, userHandle } = response;
  return {
    id,
    rawId,
    type,
    clientExtensionResults: {},
    response: { clientDataJSON, authenticatorData, signature, ...(userHandle ? { userHandle } : {}) },
  };
}

export function PasskeyButton({ next, start, finish }: PasskeyButtonProps) {
  const isSupported = useSyncExternalStore(
    never,
    () => "PublicKeyCredential" in window,
    () => false,
  );
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  if (!isSupported) return null;

  async function signIn(): Promise<string | null> {
    const options = await start({});
    if (!options.ok) return options.message;
    const { startAuthentication } = await import("@simplewebauthn/browser");
    const response = await startAuthentication({ optionsJSON: options.data }).catch(() => null);
    if (!response) return "The device gave no passkey. Try again, or sign in another way.";
    const answer = await finish({ response: essence(response), ...(next === null ? {} : { next }) });
    if (!answer.ok) return answer.message;
    window.location.assign(answer.data);
    return null;
  }

  return (
    <div className="mt-3">
      <Button
        variant="secondary"
        className="w-full"
        disabled={isBusy}
        onClick={async () => {
          setBusy(true);
          setProblem(await signIn().catch(() => "Cairn could not be reached. Please try again."));
          setBusy(false);
        }}
      >
        Sign in with a passkey
      </Button>
      <p role="status" className="mt-2 text-[0.94rem] text-signal empty:hidden">
        {problem}
      </p>
    </div>
  );
}
