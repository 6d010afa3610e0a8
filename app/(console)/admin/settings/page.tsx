import type { Metadata } from "next";
import { allowAloneMutation, failuresMutation } from "@/app/(console)/admin/settings/mutations";
import { AloneForm } from "@/components/people/alone-form";
import { FailuresForm } from "@/components/recovery/failures-form";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { TextLink } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { inFlight } from "@/lib/actions/halt";
import { backlog } from "@/lib/actions/sweep";
import { env } from "@/lib/env";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { readSettings } from "@/lib/settings";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  await requireRole("admin");
  const [settings, behind, flying] = await Promise.all([readSettings(), backlog(), inFlight()]);
  const { PUBLIC_URL, REDIS_URL, DATABASE_URL, ENCRYPTION_KEYS, WORKER_CONCURRENCY, LEASE_SECONDS, SWEEP_SECONDS, ALLOW_PRIVATE_TARGETS, ALLOW_NOOP_CONNECTOR } = env();
  return (
    <>
      <PageHeader title="Settings" />
      <div className="flex max-w-3xl flex-col gap-5">
        <Card title="Acting alone" description="Nobody approves what is their own. On a first run there may be nobody else.">
          <AloneForm allowed={settings.self_approval_when_alone} change={allowAloneMutation} />
        </Card>
        <Card title="Failures in a row" description="An agent that keeps failing needs a person, and a tool whose target is broken needs a pause.">
          <FailuresForm before={settings.failures_before_notice} pauses={settings.pause_after_failures} change={failuresMutation} />
        </Card>
        <Card title="Execution right now" description="What the tables say is due, whatever a queue holds.">
          <DescriptionList
            items={[
              { term: "Due for execution", value: behind.due === 0 ? "Nothing" : `${behind.due.toLocaleString("en")}, the oldest for ${Math.round(behind.oldestDueS)} s` },
              { term: "With a worker or an agent", value: flying.toLocaleString("en") },
              { term: "Need a person", value: <TextLink href={paths.queueView("unknown")}>Unknown outcomes</TextLink> },
              { term: "Failed for good", value: <TextLink href={paths.failed}>With causes, to retry</TextLink> },
            ]}
          />
        </Card>
        <Card title="This deployment" description="From its environment, read at start; changed there, and by a restart.">
          <DescriptionList
            items={[
              { term: "Address", value: PUBLIC_URL },
              { term: "Database", value: `PostgreSQL at ${hostOf(DATABASE_URL)}` },
              { term: "Queue", value: REDIS_URL ? `Redis at ${hostOf(REDIS_URL)}` : "PostgreSQL, in the same database" },
              { term: "Encryption keys", value: ENCRYPTION_KEYS.length === 1 ? "One" : `${ENCRYPTION_KEYS.length}; the newest encrypts` },
              { term: "Worker", value: `${WORKER_CONCURRENCY} at once, a lease of ${LEASE_SECONDS} s, a sweep every ${SWEEP_SECONDS} s` },
              { term: "Private targets", value: ALLOW_PRIVATE_TARGETS ? "Allowed: connectors may reach this machine and its network" : "Refused" },
              ALLOW_NOOP_CONNECTOR && { term: "No-op connector", value: "Offered: for benches and tests only" },
              { term: "Evidence", value: <TextLink href={`${paths.audit}?type=setting`}>Changes of settings</TextLink> },
            ]}
          />
        </Card>
      </div>
    </>
  );
}

/** Host and port; an address may carry a password. */
function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return "?";
  }
}
