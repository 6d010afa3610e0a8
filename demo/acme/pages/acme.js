// Coming back to this tab after approving something elsewhere shows what it did here.
let left = false;
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") left = true;
  else if (left) location.reload();
});
