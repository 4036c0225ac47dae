/** Who is signed in, and the way out: a plain form, so that it works before any script does. */

type SignOutFormProps = { name: string; action: (form: FormData) => Promise<void> };

export function SignOutForm({ name, action }: SignOutFormProps) {
  return (
    <form action={action} className="flex flex-wrap items-center gap-x-3 print:hidden">
      <span className="wrap-anywhere">Signed in as {name}</span>
      <button type="submit" className="text-link min-h-11 cursor-pointer">
        Sign out
      </button>
    </form>
  );
}
