import { AlarmClock, ArrowUpFromLine, CirclePause, CircleX, GitCompareArrows, Hand, HelpCircle, KeyRound, MessageCircleReply, OctagonPause, Repeat, Undo2, UserCheck, UserMinus, type LucideIcon } from "lucide-react";
import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { FlaggedText } from "@/components/ui/flagged-text";
import type { Tone } from "@/components/ui/tone";
import type { NoticeView } from "@/lib/notices/notice-view";
import type { Mutation } from "@/lib/next/mutation-state";
import { paths } from "@/lib/paths";
import { NoticeLink } from "./notice-link";

const KIND: Record<NoticeView["kind"], { word: string; tone: Tone; icon: LucideIcon }> = {
  failed: { word: "Failed", tone: "danger", icon: CircleX },
  unknown: { word: "Unknown outcome", tone: "warning", icon: HelpCircle },
  conflict: { word: "Conflict", tone: "warning", icon: GitCompareArrows },
  halted: { word: "Halted", tone: "warning", icon: CirclePause },
  quorum_lost: { word: "Waits again", tone: "info", icon: UserMinus },
  failing: { word: "Keeps failing", tone: "danger", icon: Repeat },
  paused: { word: "Paused", tone: "danger", icon: OctagonPause },
  rollback_done: { word: "Rollback ended", tone: "info", icon: Undo2 },
  taken_over: { word: "Taken over", tone: "info", icon: Hand },
  vote_voided: { word: "Vote void", tone: "warning", icon: UserMinus },
  answered: { word: "Answered", tone: "info", icon: MessageCircleReply },
  assigned: { word: "For you", tone: "info", icon: UserCheck },
  delegated: { word: "Standing in", tone: "info", icon: UserCheck },
  reminder: { word: "Still waiting", tone: "warning", icon: AlarmClock },
  escalated: { word: "Escalated", tone: "warning", icon: ArrowUpFromLine },
  password: { word: "Password", tone: "warning", icon: KeyRound },
};

/** Where a notice leads: to what it is about. */
const hrefOf = ({ kind, actionId, batchId }: NoticeView) =>
  actionId ? paths.action(actionId) : batchId ? paths.rollBackBatch(batchId) : kind === "password" ? paths.profile : paths.failed;

export function NoticeList({ notices, read }: { notices: readonly NoticeView[]; read: Mutation<null> }) {
  return (
    <ul aria-label="Notices" className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface shadow-sm">
      {notices.map((notice) => {
        const { word, tone, icon: Icon } = KIND[notice.kind];
        return (
          <li key={notice.id} className="relative flex flex-col gap-x-3 gap-y-1 px-3 py-2.5 hover:bg-hover/60 sm:flex-row sm:items-center">
            <div className="flex shrink-0 items-center gap-2 sm:w-40">
              <Badge tone={tone} icon={<Icon aria-hidden="true" />}>
                {word}
              </Badge>
            </div>
            <div className="min-w-0 flex-1 text-sm">
              <NoticeLink href={hrefOf(notice)} id={notice.id} unread={!notice.read} read={read}>
                <FlaggedText text={notice.text} />
              </NoticeLink>
            </div>
            <div className="flex shrink-0 items-center gap-2 text-xs text-muted">
              {!notice.read && <Badge tone="accent">New</Badge>}
              <Time at={notice.at} show="relative" />
            </div>
          </li>
        );
      })}
    </ul>
  );
}
