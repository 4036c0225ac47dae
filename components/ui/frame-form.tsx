"use client";

/**
 * A form of the frame around every page, where it must weigh next to nothing: buttons, and no words to keep. Whoever presses may, and
 * may press again. Everything else is a Form.
 */
import { type ComponentProps, type FormEvent, startTransition, useActionState, useRef, useState } from "react";
import type { FormAction } from "@/lib/domain/request/action-result";

type FrameFormProps = Omit<ComponentProps<"form">, "action" | "onSubmit"> & { action: FormAction };

export function FrameForm({ action, children, ...rest }: FrameFormProps) {
  const [, serve] = useActionState(action, null);
  const [said, say] = useState("");
  const isSending = useRef(false);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isSending.current) return;
    isSending.current = true;
    const fields = new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter);
    startTransition(async () => {
      try {
        const result = await action(null, fields);
        say(result?.ok === false ? result.message : "");
      } catch (error) {
        // Next marks what it throws to lead to another page.
        if ((error as { digest?: string }).digest) throw error;
        say("Cairn could not be reached. Please try again.");
      } finally {
        isSending.current = false;
      }
    });
  }

  return (
    <form {...rest} action={serve} onSubmit={submit}>
      {children}
      {said && (
        <p role="alert" className="text-signal">
          {said}
        </p>
      )}
    </form>
  );
}
