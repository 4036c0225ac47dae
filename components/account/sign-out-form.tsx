/** The signed-in person's name and a sign-out button. */
import { FrameForm } from "@/components/ui/frame-form";
import type { FormAction } from "@/lib/domain/request/action-result";

type SignOutFormProps = { name: string; action: FormAction };

export function SignOutForm({ name, action }: SignOutFormProps) {
  return (
    <FrameForm name="sign-out" action={action} className="flex flex-wrap items-center gap-x-3 print:hidden">
      <span dir="auto" className="wrap-anywhere">{`Signed in as ${name}`}</span>
      <button type="submit" className="text-link min-h-11 cursor-pointer">
        Sign out
      </button>
    </FrameForm>
  );
}
