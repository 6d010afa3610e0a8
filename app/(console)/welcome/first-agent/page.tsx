import type { Metadata } from "next";
import { FirstAgent } from "@/components/agents/first-agent";
import { firstAgentPage as words } from "@/components/agents/words";
import { PageHeader } from "@/components/ui/page-header";
import { listAgents, newestAction } from "@/lib/agents/queries";
import { env } from "@/lib/env";
import { requireRole } from "@/lib/next/session";
import { connectFirstAgentMutation } from "./mutations";

export const metadata: Metadata = { title: words.title };

export default async function FirstAgentPage() {
  const admin = await requireRole("admin");
  const [agents, action] = await Promise.all([listAgents(admin), newestAction(admin)]);
  return (
    <>
      <PageHeader title={words.title} description={words.description} />
      <FirstAgent connect={connectFirstAgentMutation} address={env().PUBLIC_URL} begun={agents.length > 0} action={action ?? null} />
    </>
  );
}
