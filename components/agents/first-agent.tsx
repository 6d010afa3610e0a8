"use client";

import { ArrowRight, CircleCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import { useActionState, useEffect, type ReactNode } from "react";
import { MutationErrors } from "@/components/mutation-errors";
import { TextField } from "@/components/people/text-field";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { LinkButton } from "@/components/ui/link-button";
import { Spinner } from "@/components/ui/spinner";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Mutation } from "@/lib/next/mutation-state";
import { paths } from "@/lib/paths";
import { agentFields, firstAgent } from "./words";

type Connected = { key: string; tool: string; params: Record<string, string> };

type Props = {
  connect: Mutation<Connected>;
  address: string;
  /** An agent exists already, from before this page was opened. */
  begun: boolean;
  /** The newest action, once there is one. */
  action: { id: string; summary: string; agent: string } | null;
};

const { name, propose, countersign } = firstAgent;

/** Three steps from nothing to a first action to approve. The key lives in this page only. */
export function FirstAgent({ connect, address, begun, action }: Props) {
  const [state, act] = useActionState(connect, null);
  const connected = state?.ok ? state.value : null;
  useRefresh(Boolean(connected || begun) && !action);
  return (
    <ol className="flex max-w-3xl flex-col gap-5">
      <Step title={name.title} description={name.description}>
        {connected || begun ? (
          <p className="flex items-center gap-2 text-sm text-muted">
            <CircleCheck aria-hidden="true" className="size-4 shrink-0 text-success-ink" />
            {connected ? name.done : name.begun}
          </p>
        ) : (
          <form action={act} className="flex max-w-sm flex-col gap-4">
            <MutationErrors state={state} />
            <TextField name="name" label={agentFields.name} defaultValue="first-agent" maxLength={80} state={state} hint={agentFields.nameHint} />
            <SubmitButton className="self-start">{name.submit}</SubmitButton>
          </form>
        )}
      </Step>
      <Step title={propose.title} description={propose.description}>
        {connected ? (
          <div className="flex flex-col gap-3">
            <Alert tone="warning" title={propose.once}>
              {propose.keep}
            </Alert>
            <CodeBlock label={propose.key} code={connected.key} trusted />
            <CodeBlock label={propose.command} code={curl(address, connected)} trusted />
          </div>
        ) : (
          <p className="text-sm text-muted">{begun ? propose.begun : propose.later}</p>
        )}
      </Step>
      <Step title={countersign.title} description={countersign.description}>
        {action ? (
          <div role="status" className="flex flex-wrap items-center justify-between gap-3">
            <p className="min-w-0 text-sm">
              <span className="text-muted">{countersign.asks(action.agent)} </span>
              <strong className="font-medium break-words">{action.summary}</strong>
            </p>
            <LinkButton variant="primary" href={paths.action(action.id)} icon={<ArrowRight aria-hidden="true" />}>
              {countersign.look}
            </LinkButton>
          </div>
        ) : (
          <p role="status" className="flex items-center gap-2 text-sm text-muted">
            {(connected || begun) && <Spinner />}
            {connected || begun ? countersign.waits : countersign.later}
          </p>
        )}
      </Step>
    </ol>
  );
}

function Step({ title, description, children }: { title: string; description: string; children: ReactNode }) {
  return (
    <li>
      <Card title={title} description={description}>
        {children}
      </Card>
    </li>
  );
}

function useRefresh(waiting: boolean) {
  const router = useRouter();
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => router.refresh(), 2_000);
    return () => clearInterval(timer);
  }, [waiting, router]);
}

const curl = (address: string, { key, tool, params }: Connected) =>
  `curl ${address}${paths.api.actions} \\
  -H 'Authorization: Bearer ${key}' \\
  -H 'Idempotency-Key: first-action' \\
  -H 'Content-Type: application/json' \\
  -d '${JSON.stringify({ tool, params })}'`;
