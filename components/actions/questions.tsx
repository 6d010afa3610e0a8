"use client";

import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { FlaggedText } from "@/components/ui/flagged-text";
import { toast } from "@/components/ui/toast";
import type { ActionInFull } from "@/lib/actions/shown/person-view";
import { endQuestion, type Trouble } from "./requests";
import { questions as words } from "./words-view";

/** What the agent was asked, and what it answered: its words, unverified. */
export function Questions({ action }: { action: ActionInFull }) {
  const { questions } = action.review;
  if (questions.length === 0) return null;
  return (
    <Card title={words.title}>
      <ol className="flex flex-col gap-4 text-sm">
        {questions.map(({ id, by, mine, question, at, answer, answeredAt, closed, revision }) => (
          <li key={id} className="flex flex-col gap-1.5">
            <p className="text-xs text-muted">
              {mine ? words.you : by} · <Time at={at} />
            </p>
            <FlaggedText text={question} className="font-medium" />
            {answer !== null && (
              <div className="mt-1 rounded-md border border-dashed border-edge bg-sunken/40 px-3 py-2">
                <p className="mb-1 flex flex-wrap items-center gap-2 text-xs text-muted">
                  {words.answered(action.agent.name)} {answeredAt && <Time at={answeredAt} />}
                </p>
                <FlaggedText text={answer} />
              </div>
            )}
            {answer === null && (
              <div className="flex flex-wrap items-center gap-2">
                <Badge tone={closed ? "neutral" : "info"}>{closed ? words.closed : words.waits}</Badge>
                {mine && !closed && revision === action.revision && action.state === "pending" && (
                  <Button
                    size="small"
                    onClick={() =>
                      void endQuestion(action).then(
                        () => toast(words.ended),
                        (error: Trouble) => toast(error.message, { tone: "danger" }),
                      )
                    }
                  >
                    {words.end}
                  </Button>
                )}
              </div>
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}
