import type { ComponentProps, ReactNode } from "react";
import { buttonClasses, refusedClasses, type ButtonLook } from "./button-styles";
import { cn } from "./cn";
import { RefusedButton } from "./refused-button";
import { Spinner } from "./spinner";

type Props = Omit<ComponentProps<"button">, "children" | "aria-label"> &
  ButtonLook & { label: string; icon: ReactNode; pending?: boolean; disabledReason?: string | undefined };

/** A button of one icon; `label` is its name. Put a Tooltip around it where the icon is not a common one. */
export function IconButton({ label, icon, variant = "ghost", size, pending, disabledReason, className, ...rest }: Props) {
  const look = cn(buttonClasses({ variant, size, icon: true }), className);
  if (disabledReason) {
    return (
      <RefusedButton reason={disabledReason} className={cn(look, refusedClasses)} label={label}>
        {icon}
      </RefusedButton>
    );
  }
  return (
    <button type="button" {...rest} aria-label={label} aria-busy={pending || undefined} className={look}>
      {pending ? <Spinner /> : icon}
    </button>
  );
}
