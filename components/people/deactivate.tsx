import { ConfirmMutation } from "@/components/confirm-mutation";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Mutation } from "@/lib/next/mutation-state";
import { deactivate as words } from "./words-people";

type Props = { personId: string; name: string; agents: string[]; refused: string | undefined; deactivate: Mutation<void> };

/** Says what will happen before it does. */
export function Deactivate({ personId, name, agents, refused, deactivate }: Props) {
  if (refused) {
    return (
      <Button disabledReason={refused}>
        {words.button}
      </Button>
    );
  }
  return (
    <ConfirmMutation
      mutation={deactivate}
      fields={{ personId }}
      trigger={<Button>{words.button}</Button>}
      title={words.title(name)}
      description={
        <ul className="list-disc pl-4">
          {words.means(agents).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      }
      confirm={words.button}
      done={words.done(name)}
    >
      <Field label={words.reason} optional>
        <Input name="reason" maxLength={500} />
      </Field>
    </ConfirmMutation>
  );
}
