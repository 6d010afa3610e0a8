/**
 * Opens all params of the payload on the page to their last leaf, or folds them up again: for a key.
 * @returns whether there was something to toggle
 */
export function toggleAllParams(within: ParentNode = document): boolean {
  const all = within.querySelector<HTMLDetailsElement>("details[data-all-params]");
  if (!all) return false;
  const inner = [...all.querySelectorAll("details")];
  const whole = all.open && inner.every(({ open }) => open);
  for (const one of inner) one.open = true;
  all.open = !whole;
  if (all.open) all.scrollIntoView({ block: "nearest" });
  return true;
}
