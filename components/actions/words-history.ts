/** The page of every action there was. */
export const historyPage = {
  title: "History",
  description: "Every action, the newest first.",
  rollBack: "Roll back many…",
  list: "Actions",
  empty: { title: "Nothing has been proposed yet", body: "What agents propose appears here for good, whatever becomes of it." },
  noneFits: { title: "Nothing fits these filters", body: "Loosen one of them, or look further back.", clear: "Clear the filters" },
  noneYet: { title: "Nothing found so far", body: "“Older” goes on looking from there." },
  pages: "Pages of the history",
} as const;

export const historyFilters = {
  form: "History",
  text: "Text in params or sentence",
  placeholder: "Search",
  search: "Search",
  clear: "Clear",
  title: (narrowed: number) => (narrowed > 0 ? `Filters (${narrowed})` : "Filters"),
  agent: "Agent",
  tool: "Tool",
  tier: "Risk",
  state: "State",
  mode: "Mode",
  modes: { live: "Live", test: "Test" },
  person: "Decided by",
  rule: "Rule",
  from: "From (UTC)",
  to: "To (UTC)",
  all: "All",
  anybody: "Anybody",
  any: "Any",
  apply: "Apply",
} as const;

/** How far a search of the history has come, around the moment. */
export const searchedBack = {
  everything: { before: "Looked through actions back to ", after: ". “Older” looks further back; filters make it faster." },
  sentences: { before: "All params were searched, sentences back to ", after: ". An earlier day in “To” searches older sentences." },
} as const;
