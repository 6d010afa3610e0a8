/** From the edges of the window, and between the two. */
const MARGIN = 8;
const GAP = 6;

type Where = { side: "above" | "below"; align: "centre" | "end" };

/** Puts what opened in the top layer beside what it belongs to: on the other side where there is no room, never beyond the window. */
export function place(panel: HTMLElement, { side, align }: Where, beside: HTMLElement): void {
  const at = beside.getBoundingClientRect();
  const { width, height } = panel.getBoundingClientRect();
  const [above, below] = [at.top - GAP - height, at.bottom + GAP];
  const fitsAbove = above >= MARGIN;
  const fitsBelow = below + height <= innerHeight - MARGIN;
  const top = side === "above" ? (fitsAbove || !fitsBelow ? above : below) : fitsBelow || !fitsAbove ? below : above;
  const left = align === "end" ? at.right - width : at.left + at.width / 2 - width / 2;
  panel.style.top = `${Math.max(MARGIN, top)}px`;
  panel.style.left = `${Math.max(MARGIN, Math.min(left, innerWidth - MARGIN - width))}px`;
}
