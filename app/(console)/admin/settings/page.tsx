import type { Metadata } from "next";
import { allowAloneMutation, failuresMutation } from "@/app/(console)/admin/settings/mutations";
import { AloneForm } from "@/components/people/alone-form";
import { settingsPage as words } from "@/components/people/words-settings";
import { FailuresForm } from "@/components/recovery/failures-form";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { TextLink } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { number } from "@/components/words";
import { inFlight } from "@/lib/actions/halts/halt";
import { backlog } from "@/lib/actions/upkeep/sweep";
import { env } from "@/lib/env";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { readSettings } from "@/lib/settings";

export const metadata: Metadata = { title: words.title };

const { execution, deployment } = words;

export default async function SettingsPage() {
  await requireRole("admin");
  const [settings, behind, flying] = await Promise.all([readSettings(), backlog(), inFlight()]);
  const { PUBLIC_URL, REDIS_URL, DATABASE_URL, ENCRYPTION_KEYS, WORKER_CONCURRENCY, LEASE_SECONDS, SWEEP_SECONDS, ALLOW_PRIVATE_TARGETS, ALLOW_NOOP_CONNECTOR } = env();
  return (
    <>
      <PageHeader title={words.title} />
      <div className="flex max-w-3xl flex-col gap-5">
        <Card title={words.alone.title} description={words.alone.description}>
          <AloneForm allowed={settings.self_approval_when_alone} change={allowAloneMutation} />
        </Card>
        <Card title={words.failures.title} description={words.failures.description}>
          <FailuresForm before={settings.failures_before_notice} pauses={settings.pause_after_failures} change={failuresMutation} />
        </Card>
        <Card title={execution.title} description={execution.description}>
          <DescriptionList
            items={[
              { term: execution.due, value: execution.dueOf(behind.due, behind.oldestDueS) },
              { term: execution.inFlight, value: number(flying) },
              { term: execution.unknown, value: <TextLink href={paths.queueView("unknown")}>{execution.toUnknown}</TextLink> },
              { term: execution.failed, value: <TextLink href={paths.failed}>{execution.toFailed}</TextLink> },
            ]}
          />
        </Card>
        <Card title={deployment.title} description={deployment.description}>
          <DescriptionList
            items={[
              { term: deployment.address, value: PUBLIC_URL },
              { term: deployment.database, value: deployment.databaseAt(hostOf(DATABASE_URL)) },
              { term: deployment.queue, value: REDIS_URL ? deployment.redisAt(hostOf(REDIS_URL)) : deployment.sameDatabase },
              { term: deployment.keys, value: deployment.keysOf(ENCRYPTION_KEYS.length) },
              { term: deployment.worker, value: deployment.workerOf(WORKER_CONCURRENCY, LEASE_SECONDS, SWEEP_SECONDS) },
              { term: deployment.privateTargets, value: ALLOW_PRIVATE_TARGETS ? deployment.privateAllowed : deployment.privateRefused },
              ALLOW_NOOP_CONNECTOR && { term: deployment.noop, value: deployment.noopOffered },
              { term: deployment.evidence, value: <TextLink href={`${paths.audit}?type=setting`}>{deployment.toEvidence}</TextLink> },
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
