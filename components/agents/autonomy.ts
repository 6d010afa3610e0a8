/** What each ceiling lets an agent propose at all; what goes beyond is blocked. */
export const AUTONOMY_CHOICES = [
  { value: "full", label: "Full: whatever policy reviews" },
  { value: "limited_write", label: "Limited write: nothing destructive" },
  { value: "draft_only", label: "Drafts only: reads and drafts" },
  { value: "read_only", label: "Reads only" },
  { value: "off", label: "Off: everything is blocked" },
];

export const autonomyWord = (autonomy: string): string => AUTONOMY_CHOICES.find(({ value }) => value === autonomy)?.label.split(":")[0] ?? autonomy;
