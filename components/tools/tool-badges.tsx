import { Ban, Eye, PenLine, PencilRuler, RotateCcw, Trash2, Undo2, type LucideIcon } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { Tone } from "@/components/ui/tone";
import type { Access, Reversibility } from "@/lib/tools/view";

const ACCESS: Record<Access, { word: string; tone: Tone; icon: LucideIcon }> = {
  read: { word: "Reads", tone: "neutral", icon: Eye },
  draft: { word: "Drafts", tone: "neutral", icon: PencilRuler },
  write: { word: "Writes", tone: "info", icon: PenLine },
  destructive: { word: "Destroys", tone: "danger", icon: Trash2 },
};

const REVERSIBILITY: Record<Reversibility, { word: string; tone: Tone; icon: LucideIcon }> = {
  reversible: { word: "Reversible", tone: "success", icon: Undo2 },
  compensable: { word: "Compensable", tone: "info", icon: RotateCcw },
  irreversible: { word: "Irreversible", tone: "warning", icon: Ban },
};

export function AccessBadge({ access }: { access: Access }) {
  const { word, tone, icon: Icon } = ACCESS[access];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden="true" />}>
      {word}
    </Badge>
  );
}

/** What reads has nothing to undo. */
export function ReversibilityBadge({ reversibility, access }: { reversibility: Reversibility; access: Access }) {
  if (access === "read") return <span className="text-muted">Nothing to undo</span>;
  const { word, tone, icon: Icon } = REVERSIBILITY[reversibility];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden="true" />}>
      {word}
    </Badge>
  );
}
