import { Ban, Eye, PenLine, PencilRuler, RotateCcw, Trash2, Undo2, type LucideIcon } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { Tone } from "@/components/ui/tone";
import type { Access, Reversibility } from "@/lib/tools/view";
import { toolBadges as words } from "./words";

const ACCESS: Record<Access, { tone: Tone; icon: LucideIcon }> = {
  read: { tone: "neutral", icon: Eye },
  draft: { tone: "neutral", icon: PencilRuler },
  write: { tone: "info", icon: PenLine },
  destructive: { tone: "danger", icon: Trash2 },
};

const REVERSIBILITY: Record<Reversibility, { tone: Tone; icon: LucideIcon }> = {
  reversible: { tone: "success", icon: Undo2 },
  compensable: { tone: "info", icon: RotateCcw },
  irreversible: { tone: "warning", icon: Ban },
};

export function AccessBadge({ access }: { access: Access }) {
  const { tone, icon: Icon } = ACCESS[access];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden="true" />}>
      {words.access[access]}
    </Badge>
  );
}

/** What reads has nothing to undo. */
export function ReversibilityBadge({ reversibility, access }: { reversibility: Reversibility; access: Access }) {
  if (access === "read") return <span className="text-muted">{words.nothingToUndo}</span>;
  const { tone, icon: Icon } = REVERSIBILITY[reversibility];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden="true" />}>
      {words.reversibility[reversibility]}
    </Badge>
  );
}
