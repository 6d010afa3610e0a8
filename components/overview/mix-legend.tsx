import { words } from "./words";

/** From the bottom of a bar to its top. */
export const MIX = [
  { key: "allowed", colour: "var(--chart-allowed)" },
  { key: "reviewed", colour: "var(--chart-reviewed)" },
  { key: "blocked", colour: "var(--chart-blocked)" },
] as const;

export const MixLegend = () => (
  <ul aria-hidden="true" className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
    {MIX.map(({ key, colour }) => (
      <li key={key} className="flex items-center gap-1.5">
        <span className="size-2.5 rounded-sm" style={{ background: colour }} />
        {words.mix[key]}
      </li>
    ))}
  </ul>
);
