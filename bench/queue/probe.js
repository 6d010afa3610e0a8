// In the page: how long from a key's own time stamp until its effect has been painted.
window.probe = {
  /** Begins with the next key; resolves with milliseconds. The effect is asked for before each frame is painted. */
  next(name, given) {
    const effect = () => this.effects[name](given);
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error("no effect within 5 s")), 5_000);
      const pressed = (event) => {
        if (event.key === "Shift") return;
        removeEventListener("keydown", pressed, true);
        const frame = () => {
          if (!effect()) return requestAnimationFrame(frame);
          // A message that is sent before a painting arrives after it.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            clearTimeout(late);
            resolve(performance.now() - event.timeStamp);
          };
          port2.postMessage(null);
        };
        requestAnimationFrame(frame);
      };
      addEventListener("keydown", pressed, true);
    });
  },
  effects: {
    toggled: (text) => document.querySelector(".at").textContent !== text,
    moved: (before) => window.probe.row() !== before,
    opened: (row) => !document.getElementById(row)?.offsetParent && row.endsWith(document.querySelector("article")?.dataset.action),
    gone: (row) => !document.getElementById(row) && window.probe.row() !== null,
  },
  row: () => document.querySelector("[id^=row-][aria-current]")?.id ?? null,
};
