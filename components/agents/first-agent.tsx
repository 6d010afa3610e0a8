"use client";

import { ArrowRight } from "lucide-react";
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

type Connected = { key: string; tool: string; params: Record<string, string> };

type Props = {
  connect: Mutation<Connected>;
  address: string;
  /** An agent exists already, from before this page was opened. */
  begun: boolean;
  /** The newest action, once there is one. */
  action: { id: string; summary: string; agent: string } | null;
};

/** Three steps from nothing to a first action to approve. The key lives in this page only. */
export function FirstAgent({ connect, address, begun, action }: Props) {
  const [state, act] = useActionState(connect, null);
  const connected = state?.ok ? state.value : null;
  useRefresh(Boolean(connected || begun) && !action);
  return (
    <ol className="flex max-w-3xl flex-col gap-5">
      <Step title="1. Name your agent" description="You answer for it; later, give it an owner of its own.">
        {connected || begun ? (
          <p className="text-sm text-muted">{connected ? "Done: it has a key." : "You have an agent already. Its keys are under Agents."}</p>
        ) : (
          <form action={act} className="flex max-w-sm flex-col gap-4">
            <MutationErrors state={state} />
            <TextField name="name" label="Name" defaultValue="first-agent" maxLength={80} state={state} hint="What reviewers see beside everything it asks for." />
            <SubmitButton className="self-start">Create the agent and its key</SubmitButton>
          </form>
        )}
      </Step>
      <Step title="2. Let it propose something" description="Paste this into a terminal. It is what your agent's code will do.">
        {connected ? (
          <div className="flex flex-col gap-3">
            <Alert tone="warning" title="This is the only time the key is shown">
              Copy it to where your agent keeps its secrets. Only a hash of it is stored here.
            </Alert>
            <CodeBlock label="Key" code={connected.key} trusted />
            <CodeBlock label="First action" code={curl(address, connected)} trusted />
          </div>
        ) : (
          <p className="text-sm text-muted">{begun ? "Create a key for it under Agents, and send an action with it." : "The command appears here with the key in it."}</p>
        )}
      </Step>
      <Step title="3. Countersign it" description="Nothing happens until you have looked.">
        {action ? (
          <div role="status" className="flex flex-wrap items-center justify-between gap-3">
            <p className="min-w-0 text-sm">
              <span className="text-muted">{action.agent} asks: </span>
              <strong className="font-medium break-words">{action.summary}</strong>
            </p>
            <LinkButton variant="primary" href={paths.action(action.id)} icon={<ArrowRight aria-hidden="true" />}>
              Look and decide
            </LinkButton>
          </div>
        ) : (
          <p role="status" className="flex items-center gap-2 text-sm text-muted">
            {(connected || begun) && <Spinner />}
            {connected || begun ? "Waiting for the first action…" : "It appears here by itself."}
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
