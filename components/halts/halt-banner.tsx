import { Play } from "lucide-react";
import { ReasonDialog } from "@/components/actions/reason-dialog";
import { Time } from "@/components/time";
import { Banner } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { TextLink } from "@/components/ui/link-button";
import type { HaltView } from "@/lib/actions/halts/halt-view";
import type { Mutation } from "@/lib/next/mutation-state";
import { paths } from "@/lib/paths";
import { haltBanner as words } from "./words";

type Props = { halts: readonly HaltView[]; admin: boolean; lift: Mutation<null> };

/** What is halted, why and since when, above every page. Admins lift it here. */
export function HaltBanner({ halts, admin, lift }: Props) {
  return halts.map((halt) => (
    <Banner key={halt.id} tone="danger" action={admin && <End halt={halt} lift={lift} />}>
      <span className="font-semibold">{words.halted(halt.scope, halt.target)}</span>
      {halt.rollbacks && words.rollbacks}: {halt.reason}{" "}
      <span className="text-xs">
        {halt.by && `${halt.by} · `}
        <Time at={halt.at} show="relative" />
      </span>
    </Banner>
  ));
}

function End({ halt, lift }: { halt: HaltView; lift: Mutation<null> }) {
  if (halt.ownerLeft) return <TextLink href={paths.admin.agents}>{words.giveOwner}</TextLink>;
  return (
    <ReasonDialog
      trigger={
        <Button size="small" icon={<Play aria-hidden="true" />}>
          {words.lift}
        </Button>
      }
      title={words.title}
      description={words.description(halt.scope, halt.target, halt.reason)}
      mutation={lift}
      seen={{ id: halt.id }}
      name="reason"
      label={words.reason}
      confirm={words.confirm}
      done={words.done}
    />
  );
}
