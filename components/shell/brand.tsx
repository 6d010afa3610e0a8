import { cn } from "@/components/ui/cn";
import { brand } from "./words";

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

export const brandClasses = "inline-flex items-center gap-2 rounded-md text-base font-semibold tracking-tight text-ink no-underline";

/** The mark and the name. */
export const Brand = ({ className }: { className?: string }) => (
  <span className={cn(brandClasses, className)}>
    <Mark />
    {brand.name}
  </span>
);
