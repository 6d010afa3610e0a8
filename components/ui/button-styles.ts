import { cn } from "./cn";

export type ButtonVariant = "primary" | "secondary" | "danger" | "ghost";
export type ButtonSize = "small" | "medium" | "large";

const VARIANT: Record<ButtonVariant, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover shadow-sm",
  secondary: "bg-surface text-ink border border-edge/60 hover:bg-hover shadow-sm",
  danger: "bg-danger-solid text-on-danger hover:bg-danger-solid-hover shadow-sm",
  ghost: "text-muted hover:bg-hover hover:text-ink",
};

const SIZE: Record<ButtonSize, string> = {
  small: "h-7 px-2.5 text-xs gap-1.5 [&_svg]:size-3.5",
  medium: "h-8 px-3 text-sm gap-1.5 [&_svg]:size-4",
  large: "h-10 px-4 text-base gap-2 [&_svg]:size-4.5",
};

const ICON_SIZE: Record<ButtonSize, string> = { small: "w-7 px-0", medium: "w-8 px-0", large: "w-10 px-0" };

export type ButtonLook = { variant?: ButtonVariant; size?: ButtonSize };

/** The classes of a button, for what must look like one but is something else. */
export function buttonClasses({ variant = "secondary", size = "medium", icon = false }: ButtonLook & { icon?: boolean } = {}) {
  return cn(
    "inline-flex shrink-0 select-none items-center justify-center rounded-md font-medium whitespace-nowrap no-underline",
    "transition-colors pointer-coarse:min-h-11 pointer-coarse:min-w-11 [&_svg]:shrink-0",
    VARIANT[variant],
    SIZE[size],
    icon && ICON_SIZE[size],
  );
}

/** Refused: readable, plainly out of reach, and still focusable so that the reason can be read. */
export const refusedClasses =
  "bg-sunken text-faint border border-line shadow-none hover:bg-sunken hover:text-faint";
