import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { brandClasses, Mark } from "./brand";
import { brand } from "./words";

/** The mark and the name, which lead home. */
export const BrandLink = ({ href, className }: { href: string; className?: string }) => (
  <Link href={href} className={cn(brandClasses, "pointer-coarse:min-h-11", className)}>
    <Mark />
    {brand.name}
  </Link>
);
