import { Play } from "lucide-react";
import { ReasonDialog } from "@/components/actions/reason-dialog";
import { Time } from "@/components/time";
import { Banner } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { TextLink } from "@/components/ui/link-button";
import type { HaltView } from "@/lib/actions/halt-view";
import type { Mutation } from "@/lib/next/mutation-state";
import { paths } from "@/lib/paths";

type Props = { halts: readonly HaltView[]; admin: boolean; lift: Mutation<null> };

/** What is halted, why and since when, above every page. Admins lift it here. */
export function HaltBanner({ halts, admin, lift }: Props) {
  return halts.map((halt) => (
    <Banner key={halt.id} tone="danger" action={admin && <End halt={halt} lift={lift} />}>
      <span className="font-semibold">{nameOf(halt)} halted</span>
      {halt.rollbacks && ", rollbacks too"}: {halt.reason}{" "}
      <span className="text-xs">
        {halt.by && `${halt.by} · `}
        <Time at={halt.at} show="relative" />
      </span>
    </Banner>
  ));
}

const nameOf = ({ scope, target }: HaltView) => (scope === "all" ? "Everything is" : `The ${scope} ${target ?? "(removed)"} is`);

function End({ halt, lift }: { halt: HaltView; lift: Mutation<null> }) {
  if (halt.ownerLeft) return <TextLink href={paths.admin.agents}>Give it an owner</TextLink>;
  return (
    <ReasonDialog
      trigger={
        <Button size="small" icon={<Play aria-hidden="true" />}>
          Lift…
        </Button>
      }
      title="Lift this halt"
      description={`${nameOf(halt)} halted: ${halt.reason}. What fell due meanwhile is executed at once.`}
      mutation={lift}
      seen={{ id: halt.id }}
      name="reason"
      label="Why it is safe to go on"
      confirm="Lift"
      done="Lifted. Work goes on."
    />
  );
}
