import { ChevronDown, ChevronsUp, ChevronUp, type LucideIcon } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { ActionLine } from "@/lib/actions/shown/person-view";
import { marks as words, TIER_WORD } from "./words";

const ICON: Record<ActionLine["tier"], LucideIcon> = { low: ChevronDown, medium: ChevronUp, high: ChevronsUp };

export function TierBadge({ tier, full, className }: { tier: ActionLine["tier"]; full?: boolean; className?: string }) {
  const Icon = ICON[tier];
  return (
    <Badge tone={tier} icon={<Icon aria-hidden="true" />} className={className}>
      {TIER_WORD[tier]}
      {full ? ` ${words.risk}` : <span className="sr-only"> {words.risk}</span>}
    </Badge>
  );
}
