/** The signed-in person's name and a sign-out button: a plain form, which works without JavaScript. */

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
