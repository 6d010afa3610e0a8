import fs from "node:fs";
import path from "node:path";

/** What a dynamic segment may stand for. A segment that is not listed fails, so that a new page cannot stay unseen. */
export type Fill = Record<string, readonly string[]>;

/** Every address of the folder that Next routes: pages, route handlers and generated files, filled with real ids. */
export function routesOfApp(fill: Fill): string[] {
  const found: string[] = [];
  const walk = (folder: string, segments: string[]) => {
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
      const inside = path.join(folder, entry.name);
      if (entry.isDirectory()) walk(inside, /^\(.*\)$/.test(entry.name) ? segments : [...segments, entry.name]);
      else if (/^(page|route)\.tsx?$/.test(entry.name)) found.push(`/${segments.join("/")}`);
      else if (entry.name === "manifest.ts") found.push("/manifest.webmanifest");
      else if (entry.name === "icon.svg") found.push("/icon.svg");
    }
  };
  walk("app", []);
  return found.flatMap((route) => filled(route, fill));
}

/** The addresses of a Hono app, from the files of its folder: `.post("/actions/:id/take", …)`. Those without a GET are the ones that a link must not move. */
export function routesOfHono(folder: string, base: string, fill: Fill): string[] {
  const found = fs
    .readdirSync(folder)
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .flatMap((file) => [...fs.readFileSync(path.join(folder, file), "utf8").matchAll(/\.(?:get|post|put|patch|delete|all)\(\s*[`"](\/[^`"]*)[`"]/g)].map(([, route]) => `${base}${route!.replaceAll(/:(\w+)/g, "[$1]")}`));
  if (found.length === 0) throw new Error(`${folder}: no routes were found`);
  return [...new Set(found)].flatMap((route) => filled(route, fill));
}

/** Every file that is served as it lies there. */
export const publicFiles = (): string[] =>
  fs
    .readdirSync("public", { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `/${path.relative("public", path.join(entry.parentPath, entry.name))}`);

/** The addresses of an OpenAPI document, `{id}` filled with each of the ids. */
export const routesOfApi = (paths: string[], ids: readonly string[]): string[] => paths.flatMap((route) => (route.includes("{id}") ? ids.map((id) => route.replace("{id}", id)) : [route]));

function filled(route: string, fill: Fill): string[] {
  const segment = /\[+(?:\.\.\.)?(\w+)\]+/.exec(route);
  if (!segment) return [route];
  const values = fill[segment[1]!];
  if (!values) throw new Error(`${route}: say in the test what ${segment[0]} may stand for`);
  return values.flatMap((value) => filled(route.replace(segment[0], value), fill));
}
