// npm run -s bench:import -- --data ../shared/data/tool_catalogue.jsonl [--misses]
// What access an imported tool is proposed, against its vendor's label. The last line is one JSON object.
import { propose } from "@/lib/tools/import";
import { flags, rows, share } from "./data";

const args = flags();
type Labelled = { source: string; name: string; description: string | null; schema: object | null; label: "read" | "write" | "destructive" | null };
const tools = rows<Labelled>(args.data ?? "../shared/data/tool_catalogue.jsonl").filter(({ label }) => label !== null);
const proposed = tools.map((tool) => ({ ...tool, access: propose({ name: tool.name, description: tool.description ?? "", ...(tool.schema && { inputSchema: tool.schema }) }).access }));
if (args.misses) for (const { name, label, access } of proposed) if ((label === "read") !== (access === "read")) console.error(`${label} proposed as ${access}: ${name}`);
const changing = proposed.filter(({ label }) => label !== "read");
const reading = proposed.filter(({ label }) => label === "read");
console.log(JSON.stringify({
  right: share(proposed.filter(({ label, access }) => access === label).length, proposed.length),
  read_or_not_right: share(proposed.filter(({ label, access }) => (label === "read") === (access === "read" || access === "draft")).length, proposed.length),
  changes_proposed_as_reads: share(changing.filter(({ access }) => access === "read" || access === "draft").length, changing.length),
  reads_proposed_as_changes: share(reading.filter(({ access }) => access !== "read" && access !== "draft").length, reading.length),
}));
