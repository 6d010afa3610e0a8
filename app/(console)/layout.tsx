import type { ReactNode } from "react";
import { consoleNavigation } from "@/components/shell/console-navigation";
import { Shell } from "@/components/shell/shell";
import { SignOutButton } from "@/components/shell/sign-out-button";
import { requirePerson } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { isAdmin } from "@/lib/people/may";
import { signOut } from "./mutations";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const person = await requirePerson();
  return (
    <Shell
      navigation={consoleNavigation({ admin: isAdmin(person) })}
      home={paths.queue}
      profile={paths.profile}
      person={{ name: person.name, email: person.email, role: person.role }}
      signOut={
        <form action={signOut}>
          <SignOutButton />
        </form>
      }
    >
      {children}
    </Shell>
  );
}
