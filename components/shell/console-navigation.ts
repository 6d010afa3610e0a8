import { paths } from "@/lib/paths";
import type { NavSection } from "./navigation";
import { navigation as words } from "./words";

/** The console's pages, and the administration for those who may see it. */
export function consoleNavigation({ admin, waiting, proposals }: { admin: boolean; waiting?: number; /** Policies that wait for a second admin. */ proposals?: number }): NavSection[] {
  const work: NavSection = {
    items: [
      { href: paths.queue, label: words.queue, icon: "queue", count: waiting },
      { href: paths.history, label: words.history, icon: "history" },
      { href: paths.overview, label: words.overview, icon: "overview" },
      { href: paths.audit, label: words.audit, icon: "audit" },
      // Who does not administer reads it.
      ...(admin ? [] : [{ href: paths.admin.policy, label: words.policy, icon: "policy" } as const]),
    ],
  };
  const administration: NavSection = {
    title: words.admin,
    items: [
      { href: paths.admin.policy, label: words.policy, icon: "policy", count: proposals },
      { href: paths.admin.tools, label: words.tools, icon: "tools" },
      { href: paths.admin.connectors, label: words.connectors, icon: "connectors" },
      { href: paths.admin.agents, label: words.agents, icon: "agents" },
      { href: paths.admin.people, label: words.people, icon: "people" },
      { href: paths.admin.groups, label: words.groups, icon: "groups" },
      { href: paths.admin.notifications, label: words.notifications, icon: "notifications" },
      { href: paths.admin.settings, label: words.settings, icon: "settings" },
    ],
  };
  return admin ? [work, administration] : [work];
}
