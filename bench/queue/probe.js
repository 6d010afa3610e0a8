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
  /** Begins to note how long the page is kept busy at a time, and how long each frame lasts. */
  watch() {
    const [tasks, frames] = [[], []];
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)));
    observer.observe({ type: "longtask" });
    let before;
    let on = true;
    const frame = (now) => {
      if (before) frames.push(now - before);
      before = now;
      if (on) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    this.watched = () => {
      on = false;
      observer.disconnect();
      frames.sort((a, b) => a - b);
      return { long_tasks: tasks.length, longest_task_ms: Math.round(Math.max(0, ...tasks)), frame_p95_ms: Math.round(frames[Math.floor(frames.length * 0.95)]) };
    };
  },
  row: () => document.querySelector("[id^=row-][aria-current]")?.id ?? null,
};
