/** The page of every action there was. */
export const historyPage = {
  title: "History",
  description: "Every action, the newest first.",
  rollBack: "Roll back many…",
  list: "Actions",
  empty: { title: "Nothing has been proposed yet", body: "What agents propose appears here for good, whatever becomes of it." },
  noneFits: { title: "Nothing fits these filters", body: "Loosen one of them, or look further back.", clear: "Clear the filters" },
  pages: "Pages of the history",
} as const;
