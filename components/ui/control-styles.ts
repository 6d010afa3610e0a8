/** What single-line and multi-line controls share. */
export const controlClasses =
  "w-full min-w-0 rounded-md border border-edge bg-surface px-2.5 text-sm text-ink shadow-sm transition-colors " +
  "hover:border-muted pointer-coarse:min-h-11 " +
  "aria-invalid:border-danger-ink aria-invalid:ring-1 aria-invalid:ring-danger-ink " +
  "disabled:bg-sunken disabled:text-faint [&[readonly]]:bg-sunken";
