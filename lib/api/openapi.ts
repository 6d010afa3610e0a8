import type { OpenAPIHono } from "@hono/zod-openapi";
import { env } from "@/lib/env";
import type { ApiEnv } from "./context";

/** Describes the app as OpenAPI 3.1, from the schemas it validates with. @returns the document's text, made once */
export function describe(app: OpenAPIHono<ApiEnv>): () => string {
  app.openAPIRegistry.registerComponent("securitySchemes", "agent_key", {
    type: "http",
    scheme: "bearer",
    description: "An agent's key, as an admin was shown it: csk_live_… or csk_test_… (classified and recorded the same, executed as dry runs).",
  });
  let text: string | undefined;
  return () => (text ??= JSON.stringify(documentOf(app)));
}

export const documentOf = (app: OpenAPIHono<ApiEnv>) =>
  app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Countersign",
      version: "1",
      description:
        "Agents propose actions here; policy decides who must look, people countersign, workers execute exactly what was signed. Branch on an action's `state` and on a problem's `code`.",
    },
    servers: [{ url: env().PUBLIC_URL }],
  });
