import type { ReactNode } from "react";
import { HaltBanner } from "@/components/halts/halt-banner";
import { HaltControl } from "@/components/halts/halt-control";
import { Keyboard } from "@/components/keys/keyboard";
import { NoticeBell } from "@/components/notices/bell";
import { consoleNavigation } from "@/components/shell/console-navigation";
import { OfflinePage } from "@/components/shell/offline-page";
import { Shell } from "@/components/shell/shell";
import { SignOutButton } from "@/components/shell/sign-out-button";
import { inFlight } from "@/lib/actions/halts/halt";
import { haltsInForce, haltTargets } from "@/lib/actions/halts/halt-queries";
import { waitingCount } from "@/lib/actions/desk/queries";
import { requirePerson } from "@/lib/next/session";
import { unreadCount } from "@/lib/notices/notices";
import { paths } from "@/lib/paths";
import { proposalCount } from "@/lib/policy/versions-proposals";
import { isAdmin } from "@/lib/people/may";
import { endHalt, setHalt } from "./halts/mutations";
import { signOut } from "./mutations";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const person = await requirePerson();
  const admin = isAdmin(person);
  const [waiting, halts, unread, kill] = await Promise.all([waitingCount(), haltsInForce(), unreadCount(person), admin ? Promise.all([haltTargets(), inFlight(), proposalCount()]) : undefined]);
  return (
    <Shell
      navigation={consoleNavigation({ admin, waiting: waiting.number, ...(kill && { proposals: kill[2] }) })}
      home={paths.queue}
      profile={paths.profile}
      person={{ name: person.name, email: person.email, role: person.role }}
      halt={kill && <HaltControl mutation={setHalt} targets={kill[0]} inFlight={kill[1]} />}
      notices={<NoticeBell unread={unread} />}
      banner={halts.length > 0 && <HaltBanner halts={halts} admin={admin} lift={endHalt} />}
      signOut={
        <form action={signOut}>
          <SignOutButton />
        </form>
      }
    >
      {children}
      <Keyboard admin={admin} />
      <OfflinePage />
    </Shell>
  );
}
