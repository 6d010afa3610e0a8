import { AlarmClock, ArrowUpFromLine, CirclePause, CircleX, GitCompareArrows, Hand, HelpCircle, KeyRound, MessageCircleReply, OctagonPause, Repeat, Scale, Undo2, UserCheck, UserMinus, Wrench, type LucideIcon } from "lucide-react";
import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { FlaggedText } from "@/components/ui/flagged-text";
import type { Tone } from "@/components/ui/tone";
import type { NoticeView } from "@/lib/notices/notice-view";
import type { Mutation } from "@/lib/next/mutation-state";
import { paths } from "@/lib/paths";
import { NoticeLink } from "./notice-link";
import { noticeList as words } from "./words";

const KIND: Record<NoticeView["kind"], { tone: Tone; icon: LucideIcon }> = {
  failed: { tone: "danger", icon: CircleX },
  unknown: { tone: "warning", icon: HelpCircle },
  conflict: { tone: "warning", icon: GitCompareArrows },
  halted: { tone: "warning", icon: CirclePause },
  quorum_lost: { tone: "info", icon: UserMinus },
  failing: { tone: "danger", icon: Repeat },
  paused: { tone: "danger", icon: OctagonPause },
  rollback_done: { tone: "info", icon: Undo2 },
  taken_over: { tone: "info", icon: Hand },
  vote_voided: { tone: "warning", icon: UserMinus },
  answered: { tone: "info", icon: MessageCircleReply },
  assigned: { tone: "info", icon: UserCheck },
  delegated: { tone: "info", icon: UserCheck },
  reminder: { tone: "warning", icon: AlarmClock },
  escalated: { tone: "warning", icon: ArrowUpFromLine },
  password: { tone: "warning", icon: KeyRound },
  policy_proposed: { tone: "warning", icon: Scale },
  tool_proposed: { tone: "warning", icon: Wrench },
};

const PAGE: Partial<Record<NoticeView["kind"], string>> = { password: paths.profile, policy_proposed: paths.admin.policy, tool_proposed: paths.admin.tools };

/** Where a notice leads: to what it is about. */
const hrefOf = ({ kind, actionId, batchId }: NoticeView) => (actionId ? paths.action(actionId) : batchId ? paths.rollBackBatch(batchId) : (PAGE[kind] ?? paths.failed));

export function NoticeList({ notices, read }: { notices: readonly NoticeView[]; read: Mutation<null> }) {
  return (
    <ul aria-label={words.label} className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface shadow-sm">
      {notices.map((notice) => {
        const { tone, icon: Icon } = KIND[notice.kind];
        return (
          <li key={notice.id} className="relative flex flex-col gap-x-3 gap-y-1 px-3 py-2.5 hover:bg-hover/60 sm:flex-row sm:items-center">
            <div className="flex shrink-0 items-center gap-2 sm:w-40">
              <Badge tone={tone} icon={<Icon aria-hidden="true" />}>
                {words.kind[notice.kind]}
              </Badge>
            </div>
            <div className="min-w-0 flex-1 text-sm">
              <NoticeLink href={hrefOf(notice)} id={notice.id} unread={!notice.read} read={read}>
                <FlaggedText text={notice.text} />
              </NoticeLink>
            </div>
            <div className="flex shrink-0 items-center gap-2 text-xs text-muted">
              {!notice.read && <Badge tone="accent">{words.new}</Badge>}
              <Time at={notice.at} show="relative" />
            </div>
          </li>
        );
      })}
    </ul>
  );
}
