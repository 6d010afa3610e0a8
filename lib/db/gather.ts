/**
 * Does together what is asked for while others are under way: at most `lanes` times `most` at once. What comes when
 * nobody waits begins in the same turn of the event loop, so that company costs no latency.
 * @param perform must not reject
 */
export function gather<Part>(lanes: number, most: number, perform: (parts: Part[]) => Promise<void>): (part: Part) => void {
  let waiting: Part[] = [];
  let under = 0;
  let planned = false;
  const begin = () => {
    planned = false;
    while (under < lanes && waiting.length > 0) {
      const parts = waiting.slice(0, most);
      waiting = waiting.slice(most);
      under++;
      void perform(parts).finally(() => {
        under--;
        begin();
      });
    }
  };
  return (part) => {
    waiting.push(part);
    if (planned || under >= lanes) return;
    planned = true;
    setImmediate(begin);
  };
}
