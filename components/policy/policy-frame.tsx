import type { ReactNode } from "react";
import { PageHeader } from "@/components/ui/page-header";
import { Tabs } from "@/components/ui/tabs";
import { paths } from "@/lib/paths";

export type PolicyTab = "draft" | "simulation" | "shadow" | "publish" | "versions";

const TABS: { tab: PolicyTab; href: string; label: string }[] = [
  { tab: "draft", href: paths.admin.policy, label: "1 Draft" },
  { tab: "simulation", href: paths.admin.policySimulation, label: "2 Simulate" },
  { tab: "shadow", href: paths.admin.policyShadow, label: "3 Shadow" },
  { tab: "publish", href: paths.admin.policyPublish, label: "4 Publish" },
  { tab: "versions", href: paths.admin.policyVersions, label: "Versions" },
];
const READ: Partial<Record<PolicyTab, string>> = { draft: "In force", simulation: "Simulations", shadow: "Shadow", publish: "Proposals" };

type Props = { tab: PolicyTab; admin: boolean; proposals?: number; description?: ReactNode; actions?: ReactNode; children: ReactNode };

/** The head of every page of the policy: the loop as tabs, in its order. */
export function PolicyFrame({ tab, admin, proposals = 0, description, actions, children }: Props) {
  return (
    <>
      <PageHeader title="Policy" description={description ?? "What may run by itself, what people look at, and what is blocked."} actions={actions} />
      <Tabs
        label="The policy, step by step"
        className="mb-5"
        items={TABS.map((item) => ({
          href: item.href,
          label: admin ? item.label : (READ[item.tab] ?? item.label),
          current: item.tab === tab,
          ...(item.tab === "publish" && proposals > 0 && { count: proposals }),
        }))}
      />
      {children}
    </>
  );
}
