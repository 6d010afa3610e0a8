import type { ComponentProps, ReactNode } from "react";
import { buttonClasses, refusedClasses, type ButtonLook } from "./button-styles";
import { cn } from "./cn";
import { RefusedButton } from "./refused-button";
import { Spinner } from "./spinner";

export type ButtonProps = ComponentProps<"button"> &
  ButtonLook & {
    icon?: ReactNode;
    /** Busy with what it was pressed for: shows a spinner, keeps its width and its focus. */
    pending?: boolean;
    /** Why it cannot be used now. Replaces `disabled`, which tells nobody anything. */
    disabledReason?: string | undefined;
  };

/** A button; `type="button"` unless told otherwise. Inside a form that posts, prefer SubmitButton. */
export function Button({ variant, size, icon, pending, disabledReason, className, children, ...rest }: ButtonProps) {
  const look = cn(buttonClasses({ variant, size }), className);
  if (disabledReason) {
    return (
      <RefusedButton reason={disabledReason} className={cn(look, refusedClasses)} label={rest["aria-label"]}>
        {icon}
        {children}
      </RefusedButton>
    );
  }
  return (
    <button
      type="button"
      {...rest}
      aria-busy={pending || undefined}
      aria-disabled={pending || rest["aria-disabled"]}
      className={cn(look, pending && "pointer-events-none")}
    >
      {pending ? <Spinner /> : icon}
      {children}
    </button>
  );
}
