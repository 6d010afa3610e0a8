import { ChangeList } from "@/components/change-list";
import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { versionList as words } from "./words-shared";

type Line = { version: number; createdAt: string; createdBy: string | null; note?: string; changes: { path: string; from: unknown; to: unknown }[] };

/** The versions of something that is only ever replaced, with what each changed. */
export function VersionList({ versions }: { versions: Line[] }) {
  return (
    <Card title={words.title} flush>
      <ol className="divide-y divide-line">
        {versions.map(({ version, createdAt, createdBy, note, changes }, index) => (
          <li key={version} className="px-4 py-3 text-sm">
            <p className="flex flex-wrap items-center gap-2 font-medium">
              {words.version(version)} {index === 0 && <Badge tone="success">{words.current}</Badge>}
            </p>
            <p className="mt-0.5 text-muted">
              {createdBy ?? words.setUp} · <Time at={createdAt} />
            </p>
            {note && <p className="mt-1">{note}</p>}
            {index < versions.length - 1 && (
              <details className="mt-1.5">
                <summary className="w-fit py-1 text-xs text-muted pointer-coarse:min-h-11 pointer-coarse:py-3.5">{words.changes}</summary>
                <div className="mt-1.5">
                  <ChangeList changes={changes} />
                </div>
              </details>
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}
