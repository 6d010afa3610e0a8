export type NavIcon =
  | "queue"
  | "history"
  | "overview"
  | "audit"
  | "policy"
  | "tools"
  | "connectors"
  | "agents"
  | "people"
  | "groups"
  | "notifications"
  | "settings";

export type NavItem = {
  href: string;
  label: string;
  icon: NavIcon;
  /** How many wait there; nothing is shown for none. */
  count?: number;
};

export type NavSection = { title?: string; items: readonly NavItem[] };

/** Whether `pathname` is the item's page or one beneath it. */
export const isCurrent = (href: string, pathname: string): boolean => pathname === href || pathname.startsWith(`${href}/`);
