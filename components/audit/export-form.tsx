import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { paths } from "@/lib/paths";

/** Posts, since an export leaves an event of its own. */
export function ExportForm({ query, refused }: { query: Record<string, string>; refused: string | undefined }) {
  return (
    <form action={paths.auditExport} method="post" className="flex gap-2">
      {Object.entries(query).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {(["csv", "ndjson"] as const).map((format) => (
        <Button key={format} type="submit" name="format" value={format} icon={<Download aria-hidden="true" />} disabledReason={refused}>
          {format === "csv" ? "CSV" : "NDJSON"}
        </Button>
      ))}
    </form>
  );
}
