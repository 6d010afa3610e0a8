import type { NextRequest } from "next/server";
import { currentPerson } from "@/lib/next/session";
import { yamlOf } from "@/lib/policy/document-view";
import { listPolicyVersions } from "@/lib/policy/versions";

/** A version as a YAML file, for a repository; whoever is signed in may read it. */
export async function GET(request: NextRequest): Promise<Response> {
  if (!(await currentPerson())) return new Response(null, { status: 401 });
  const wanted = Number(request.nextUrl.searchParams.get("version"));
  const found = (await listPolicyVersions(1_000)).find(({ version }) => version === wanted);
  if (!found) return new Response("There is no such version.", { status: 404 });
  const head = `# Countersign policy, version ${found.version}, published ${found.publishedAt.toISOString()}\n`;
  return new Response(head + yamlOf(found.document), {
    headers: { "Content-Type": "application/yaml; charset=utf-8", "Content-Disposition": `attachment; filename="policy-${found.version}.yaml"`, "Cache-Control": "no-store" },
  });
}
