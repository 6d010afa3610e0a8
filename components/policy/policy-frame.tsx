import type { ReactNode } from "react";
import { PageHeader } from "@/components/ui/page-header";
import { Tabs } from "@/components/ui/tabs";
import { paths } from "@/lib/paths";
import { policyFrame as text } from "./words";

export type PolicyTab = "draft" | "simulation" | "shadow" | "publish" | "versions";

const TABS: { tab: PolicyTab; href: string }[] = [
  { tab: "draft", href: paths.admin.policy },
  { tab: "simulation", href: paths.admin.policySimulation },
  { tab: "shadow", href: paths.admin.policyShadow },
  { tab: "publish", href: paths.admin.policyPublish },
  { tab: "versions", href: paths.admin.policyVersions },
];

type Props = { tab: PolicyTab; admin: boolean; proposals?: number; description?: ReactNode; actions?: ReactNode; children: ReactNode };

/** The head of every page of the policy: the loop as tabs, in its order. */
export function PolicyFrame({ tab, admin, proposals = 0, description, actions, children }: Props) {
  return (
    <>
      <PageHeader title={text.title} description={description ?? text.description} actions={actions} />
      <Tabs
        label={text.steps}
        className="mb-5"
        items={TABS.map((item) => ({
          href: item.href,
          label: (admin ? text.tabs : text.readTabs)[item.tab],
          current: item.tab === tab,
          ...(item.tab === "publish" && proposals > 0 && { count: proposals }),
        }))}
      />
      {children}
    </>
  );
}
