// Shows what was written meanwhile, as a chat does; not while somebody types or chooses.
const shown = document.body.dataset.version;
setInterval(async () => {
  if (document.hidden || document.querySelector("dialog textarea, select:focus")) return;
  const answer = await fetch("/version").catch(() => undefined);
  if (answer?.ok && (await answer.text()) !== shown) location.reload();
}, 1000);
document.querySelector(".who select")?.addEventListener("change", (event) => event.target.form.requestSubmit());
