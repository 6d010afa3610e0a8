// npm run -s bench:import -- --data FILE [--misses]
// What access an imported tool is proposed, against its vendor's label. The last line is one JSON object.
import { propose } from "@/lib/tools/import";
import { dataNamed, flags, rows, share, type Skipped, told } from "./data";

const args = flags();
const skipped: Skipped[] = [];
type Labelled = { source: string; name: string; description: string | null; schema: object | null; label: "read" | "write" | "destructive" | null };
const tools = rows<Labelled>(skipped, ["name", "label"], dataNamed(args, "a file with one JSON object, with name and label, to a line")).filter(({ label }) => label !== null);
const proposed = tools.map((tool) => ({ ...tool, access: propose({ name: tool.name, description: tool.description ?? "", ...(tool.schema && { inputSchema: tool.schema }) }).access }));
if (args.misses) for (const { name, label, access } of proposed) if ((label === "read") !== (access === "read")) console.error(`${label} proposed as ${access}: ${name}`);
const changing = proposed.filter(({ label }) => label !== "read");
const reading = proposed.filter(({ label }) => label === "read");
told(skipped);
if (tools.length === 0) {
  console.error("No labelled tool: name a file with --data, one JSON object with name and label to a line.");
  process.exit(2);
}
console.log(JSON.stringify({
  right: share(proposed.filter(({ label, access }) => access === label).length, proposed.length),
  read_or_not_right: share(proposed.filter(({ label, access }) => (label === "read") === (access === "read" || access === "draft")).length, proposed.length),
  changes_proposed_as_reads: share(changing.filter(({ access }) => access === "read" || access === "draft").length, changing.length),
  reads_proposed_as_changes: share(reading.filter(({ access }) => access !== "read" && access !== "draft").length, reading.length),
}));
