const RUN = /[A-Za-z0-9]{8,200}/g;
const MOST = 20;

/**
 * Runs of letters and digits that are no word, date or version: keys, tickets, one-time codes. Whoever reads such a code
 * in a text that leaves asks where it came from.
 */
export function codesIn(text: string): string[] {
  const found: string[] = [];
  RUN.lastIndex = 0;
  for (let match = RUN.exec(text); match && found.length < MOST; match = RUN.exec(text)) if (isCode(match[0])) found.push(match[0]);
  return found;
}

function isCode(run: string): boolean {
  let changes = 0;
  let letters = 0;
  for (let index = 0; index < run.length; index++) {
    const letter = run.charCodeAt(index) > 57;
    if (letter) letters++;
    if (index > 0 && letter !== run.charCodeAt(index - 1) > 57) changes++;
  }
  return changes >= 4 && letters >= 3;
}
