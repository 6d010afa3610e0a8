import { ChevronsUp, ChevronUp, Minus, type LucideIcon } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { Tier } from "@/lib/policy/view";

const LOOK: Record<Tier, { icon: LucideIcon; word: string }> = {
  low: { icon: Minus, word: "Low" },
  medium: { icon: ChevronUp, word: "Medium" },
  high: { icon: ChevronsUp, word: "High" },
};

export function TierBadge({ tier }: { tier: Tier }) {
  const { icon: Icon, word } = LOOK[tier];
  return (
    <Badge tone={tier} icon={<Icon aria-hidden="true" />}>
      {word}
    </Badge>
  );
}
