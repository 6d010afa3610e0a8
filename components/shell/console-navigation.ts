import { paths } from "@/lib/paths";
import type { NavSection } from "./navigation";

/** The console's pages, and the administration for those who may see it. */
export function consoleNavigation({ admin, waiting, proposals }: { admin: boolean; waiting?: number; /** Policies that wait for a second admin. */ proposals?: number }): NavSection[] {
  const work: NavSection = {
    items: [
      { href: paths.queue, label: "Queue", icon: "queue", count: waiting },
      { href: paths.history, label: "History", icon: "history" },
      { href: paths.overview, label: "Overview", icon: "overview" },
      { href: paths.audit, label: "Audit", icon: "audit" },
      // Who does not administer reads it.
      ...(admin ? [] : [{ href: paths.admin.policy, label: "Policy", icon: "policy" } as const]),
    ],
  };
  const administration: NavSection = {
    title: "Admin",
    items: [
      { href: paths.admin.policy, label: "Policy", icon: "policy", count: proposals },
      { href: paths.admin.tools, label: "Tools", icon: "tools" },
      { href: paths.admin.connectors, label: "Connectors", icon: "connectors" },
      { href: paths.admin.agents, label: "Agents", icon: "agents" },
      { href: paths.admin.people, label: "People", icon: "people" },
      { href: paths.admin.groups, label: "Groups", icon: "groups" },
      { href: paths.admin.notifications, label: "Notifications", icon: "notifications" },
      { href: paths.admin.settings, label: "Settings", icon: "settings" },
    ],
  };
  return admin ? [work, administration] : [work];
}
