/** Until when this tab knows that the password was given; a reading of an action may know it as well. */
let until = 0;

export const proved = (moment: string): void => {
  until = Date.parse(moment);
};
/** The server says that it does not hold: it is asked for again. */
export const notProved = (): void => {
  until = 0;
};

/** Whether approving takes the password now, for what `stepUp` of a reading says. */
export const asksPassword = (stepUp: { until: string | null } | null): boolean =>
  stepUp !== null && Math.max(until, stepUp.until ? Date.parse(stepUp.until) : 0) <= Date.now() + SOON_MS;
/** What is over before the decision arrives is over. */
const SOON_MS = 5_000;
