import type { Metadata } from "next";
import { FirstAgent } from "@/components/agents/first-agent";
import { PageHeader } from "@/components/ui/page-header";
import { listAgents, newestAction } from "@/lib/agents/queries";
import { env } from "@/lib/env";
import { requireRole } from "@/lib/next/session";
import { connectFirstAgentMutation } from "./mutations";

export const metadata: Metadata = { title: "Your first agent" };

export default async function FirstAgentPage() {
  const admin = await requireRole("admin");
  const [agents, action] = await Promise.all([listAgents(admin), newestAction(admin)]);
  return (
    <>
      <PageHeader title="Your first agent" description="Three steps, about two minutes: an agent, its key, and the first action to approve." />
      <FirstAgent connect={connectFirstAgentMutation} address={env().PUBLIC_URL} begun={agents.length > 0} action={action ?? null} />
    </>
  );
}
