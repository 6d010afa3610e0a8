/** What a colour stands for. A tone never speaks alone: say it in a word or an icon as well. */
export type Tone =
  | "neutral"
  | "accent"
  | "info"
  | "success"
  | "warning"
  | "danger"
  | "notice"
  | "low"
  | "medium"
  | "high";

/** Soft fill, line and text of each tone, for badges and banners. */
export const TONE: Record<Tone, string> = {
  neutral: "bg-sunken border-line text-muted",
  accent: "bg-accent-soft border-accent-line text-accent-ink",
  info: "bg-info-soft border-info-line text-info-ink",
  success: "bg-success-soft border-success-line text-success-ink",
  warning: "bg-warning-soft border-warning-line text-warning-ink",
  danger: "bg-danger-soft border-danger-line text-danger-ink",
  notice: "bg-notice-soft border-notice-line text-notice-ink",
  low: "bg-low-soft border-low-line text-low-ink",
  medium: "bg-medium-soft border-medium-line text-medium-ink",
  high: "bg-high-soft border-high-line text-high-ink",
};
