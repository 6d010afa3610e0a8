import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { buttonClasses, type ButtonLook } from "./button-styles";
import { cn } from "./cn";

type Props = ComponentProps<typeof Link> & ButtonLook & { icon?: ReactNode };

/** Goes somewhere, looks like a button. */
export function LinkButton({ variant, size, icon, className, children, ...rest }: Props) {
  return (
    <Link {...rest} className={cn(buttonClasses({ variant, size }), className)}>
      {icon}
      {children}
    </Link>
  );
}

/** A link in running text. */
export function TextLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return <Link {...rest} className={cn("text-accent-ink underline underline-offset-2 hover:decoration-2", className)} />;
}
