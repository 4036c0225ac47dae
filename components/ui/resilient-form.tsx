"use client";

/**
 * A form for longer texts. When its action cannot be reached, React would replace the page and lose what was typed; this shows an
 * error and keeps it. Without JavaScript it is an ordinary form.
 */
import { type ComponentProps, type FormEvent, type ReactNode, useState, useTransition } from "react";
import { Notice } from "./notice";

type FormAction = (form: FormData) => Promise<void>;

type ResilientFormProps = Omit<ComponentProps<"form">, "action" | "onSubmit"> & { action: FormAction; children: ReactNode };

/** Next marks what it throws itself, and what the server returned: redirects, missing pages, errors. */
const isAnswer = (error: unknown) => typeof error === "object" && error !== null && "digest" in error;

export function ResilientForm({ action, children, ...form }: ResilientFormProps) {
  const [isUnreached, setUnreached] = useState(false);
  const [isSending, send] = useTransition();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isSending) return;
    const { submitter } = event.nativeEvent as SubmitEvent;
    const fields = new FormData(event.currentTarget, submitter);
    setUnreached(false);
    send(async () => {
      try {
        await action(fields);
      } catch (error) {
        if (isAnswer(error)) throw error;
        setUnreached(true);
      }
    });
  }

  return (
    <form {...form} action={action} onSubmit={submit}>
      {children}
      {isUnreached && (
        <div className="mt-5 max-w-reading">
          <Notice kind="alert" title="Cairn could not be reached">
            This was not saved. What you typed is still here: try again once you are back online.
          </Notice>
        </div>
      )}
    </form>
  );
}
