import Link from "next/link";
import { cn } from "@/components/ui/cn";

/** Two signatures that cross into one tick. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" aria-hidden="true" className={cn("size-6", className)}>
      <rect width="24" height="24" rx="6" className="fill-accent" />
      <path d="M5.5 12.5 9 16l4-5" stroke="#fff" strokeOpacity="0.6" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
      <path d="m10 13 2.5 3 6-8" stroke="#fff" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}

/** The mark and the name; a link when there is somewhere to go. */
export function Brand({ href, className }: { href?: string; className?: string }) {
  const look = cn("inline-flex items-center gap-2 rounded-md text-base font-semibold tracking-tight text-ink no-underline", className);
  const content = (
    <>
      <Mark />
      Countersign
    </>
  );
  return href ? (
    <Link href={href} className={cn(look, "pointer-coarse:min-h-11")}>
      {content}
    </Link>
  ) : (
    <span className={look}>{content}</span>
  );
}
