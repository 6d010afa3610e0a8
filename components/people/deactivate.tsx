import { ConfirmMutation } from "@/components/confirm-mutation";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Mutation } from "@/lib/next/mutation-state";

type Props = { personId: string; name: string; agents: string[]; refused: string | undefined; deactivate: Mutation<void> };

/** Says what will happen before it does. */
export function Deactivate({ personId, name, agents, refused, deactivate }: Props) {
  if (refused) {
    return (
      <Button disabledReason={refused}>
        Deactivate
      </Button>
    );
  }
  return (
    <ConfirmMutation
      mutation={deactivate}
      fields={{ personId }}
      trigger={<Button>Deactivate</Button>}
      title={`Deactivate ${name}?`}
      description={
        <ul className="list-disc pl-4">
          <li>They are signed out everywhere, at once.</li>
          <li>Their votes on what still waits stop counting.</li>
          <li>Invitations they sent stop working.</li>
          <li>{agents.length === 0 ? "They own no agents." : `${agents.join(", ")}: halted until somebody else owns ${agents.length === 1 ? "it" : "them"}.`}</li>
          <li>What they decided stays in the history. They can be reactivated.</li>
        </ul>
      }
      confirm="Deactivate"
      done={`${name} is deactivated`}
    >
      <Field label="Reason" optional>
        <Input name="reason" maxLength={500} />
      </Field>
    </ConfirmMutation>
  );
}
