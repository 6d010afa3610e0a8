import { paths } from "@/lib/paths";

/**
 * Where to go after signing in, if `next` is a page of ours; else the queue. Only paths are taken: what a
 * browser could read as another host (`//evil`, `/\evil`, `https:`) is not.
 */
export function safeNext(next: string | null | undefined): string {
  if (!next?.startsWith("/")) return paths.queue;
  const here = "http://here.invalid";
  let url: URL;
  try {
    url = new URL(next, here);
  } catch {
    return paths.queue;
  }
  if (url.origin !== here || url.pathname.startsWith("//")) return paths.queue;
  if (url.pathname.startsWith("/api/") || url.pathname === "/" || url.pathname === paths.signIn) return paths.queue;
  return url.pathname + url.search + url.hash;
}

/** The sign-in page that leads back to `path`. */
export const signInPath = (path: string | null): string => {
  const next = safeNext(path);
  return next === paths.queue ? paths.signIn : `${paths.signIn}?next=${encodeURIComponent(next)}`;
};
