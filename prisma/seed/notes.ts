import { chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const Notes = z.object({
  url: z.string(),
  people: z.array(z.object({ email: z.string(), name: z.string(), role: z.enum(["auditor", "reviewer", "admin"]), password: z.string() })).default([]),
  agents: z.array(z.object({ name: z.string(), key: z.string().optional(), testKey: z.string().optional() })).default([]),
  acme: z.object({ url: z.string(), token: z.string() }).optional(),
  slack: z.object({ url: z.string() }).optional(),
});
/** DATA_DIR/demo.json: what only the demo may keep in the clear, so that it can be tried out. */
export type Notes = z.infer<typeof Notes>;

export function demoNotes(dataDir: string) {
  const file = join(dataDir, "demo.json");
  return {
    async read(): Promise<Notes> {
      const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return "{\"url\":\"\"}";
        throw error;
      });
      return Notes.parse(JSON.parse(text));
    },
    /** Written beside and renamed: a crash leaves the old file or the new one. */
    async write(notes: Notes): Promise<void> {
      await mkdir(dataDir, { recursive: true });
      await writeFile(`${file}.new`, `${JSON.stringify(notes, null, 2)}\n`, { mode: 0o600 });
      await chmod(`${file}.new`, 0o600);
      await rename(`${file}.new`, file);
    },
  };
}
