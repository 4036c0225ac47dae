"use client";

/** Adds a passkey: the only part of Settings that needs JavaScript. */
import { browserSupportsWebAuthn, startRegistration } from "@simplewebauthn/browser";
import { useState, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { ActionResult } from "@/lib/domain/request/action-result";

type CreationOptions = Parameters<typeof startRegistration>[0]["optionsJSON"];

type AddPasskeyProps = {
  start: (input: object) => Promise<ActionResult<CreationOptions>>;
  add: (input: object) => Promise<ActionResult<void>>;
  /** The path of the list, to show it again with the new passkey. */
  donePath: string;
};

const NEVER = () => () => undefined;

/** Returns what went wrong on the device as a sentence, or null where the person only closed the dialog. */
function describeDeviceError(error: unknown): string | null {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError" || name === "AbortError") return null;
  if (name === "InvalidStateError") return "This device has a passkey for your account already.";
  return "Your device could not make a passkey. Try another device, or another browser.";
}

export function AddPasskey({ start, add, donePath }: AddPasskeyProps) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const isSupported = useSyncExternalStore(NEVER, browserSupportsWebAuthn, () => null);

  async function addOne(): Promise<string | null> {
    const begun = await start({});
    if (!begun.ok) return begun.message;
    let credential: object;
    try {
      credential = await startRegistration({ optionsJSON: begun.data });
    } catch (thrown) {
      return describeDeviceError(thrown);
    }
    const added = await add({ credential });
    if (!added.ok) return added.message;
    window.location.assign(donePath);
    return null;
  }

  async function onClick(): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      setError(await addOne());
    } catch {
      setError("Cairn could not be reached. Check the network, and try again.");
    }
    setBusy(false);
  }

  if (isSupported === null) return <p className="text-ink-3">To add one, your browser needs JavaScript.</p>;
  if (!isSupported) return <p className="text-ink-3">This browser does not know passkeys.</p>;
  return (
    <div className="grid justify-items-start gap-4">
      <Button type="button" variant="secondary" disabled={isBusy} onClick={onClick}>
        {isBusy ? "Follow your device …" : "Add a passkey"}
      </Button>
      {error && (
        <Notice kind="alert" title="No passkey was added">
          {error}
        </Notice>
      )}
    </div>
  );
}
