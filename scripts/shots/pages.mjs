import { administrationPages } from "./administration.mjs";
import { reviewingPages } from "./reviewing.mjs";

/**
 * What is photographed: a name, who looks, the address, and for a dialog what opens it and, where that changed something,
 * what undoes it; `tall` in full length nevertheless; `onlyByName` not with all the others. Without an address, the page itself.
 * @typedef {{ name: string, who: string, address?: string, html?: string, before?: (page: import("playwright").Page, look: string) => Promise<void>, after?: (page: import("playwright").Page) => Promise<void>, tall?: boolean, onlyByName?: boolean }} Shot
 * @returns {Promise<Shot[]>}
 */
export async function pagesOf(reviewer, admin, prepared, propose) {
  const first = (context) => async (list, text, which = "first") => {
    const page = await context.newPage();
    await page.goto(list);
    const link = page.getByRole("main").getByRole("link", { name: text })[which]();
    const address = await link.getAttribute("href", { timeout: 5_000 }).catch(() => undefined);
    await page.close();
    return address;
  };
  const queued = first(reviewer);
  const administered = first(admin);
  const press = (name, within = "main") => async (page) => {
    await page.getByRole(within).getByRole("button", { name, exact: true }).first().click();
    await page.getByRole("dialog").or(page.getByRole("alertdialog")).first().waitFor();
  };
  const key = (pressed, role = "dialog") => async (page) => {
    // Before the page listens a key is lost.
    for (let tries = 0; tries < 20 && (await page.getByRole(role).count()) === 0; tries++) {
      await page.keyboard.press(pressed);
      await page.waitForTimeout(250);
    }
    await page.getByRole(role).first().waitFor();
    await page.waitForFunction(() => !document.querySelector("[role=dialog] .animate-pulse"));
  };
  const unfolded = (text) => async (page) => {
    for (const summary of await page.getByRole("main").locator("summary", { hasText: text }).all()) await summary.click();
  };
  const found = [
    { name: "sign-in", who: "nobody", address: "/sign-in" },
    { name: "not-found", who: "rosa", address: "/nothing-here" },
    { name: "queue", who: "rosa", address: "/queue" },
    { name: "queue-as-admin", who: "ada", address: "/queue" },
    { name: "queue-blocked", who: "rosa", address: "/queue?view=blocked" },
    { name: "queue-unknown", who: "rosa", address: "/queue?view=unknown" },
    { name: "action-refund", who: "rosa", address: await queued("/queue", /Refund \$900/) },
    { name: "action-precedent", who: "rosa", address: await queued("/queue?view=waiting&tool=process_refund", /Refund \$43/), before: async (page) => {
      await page.getByText("Decided before").scrollIntoViewIfNeeded();
      await unfolded(/A rule that would cover/)(page);
    }, tall: true },
    { name: "action-record", who: "rosa", address: await queued("/history", /contact details/i) },
    { name: "action-mail", who: "rosa", address: await queued("/queue", /^Send|mail/i) },
    { name: "action-price", who: "rosa", address: await queued("/queue", /price/i) },
    { name: "action-purge", who: "rosa", address: await queued("/queue", /purge|delete/i) },
    { name: "action-succeeded", who: "rosa", address: await queued("/history?state=succeeded", /Refund|contact/i) },
    { name: "action-rejected", who: "rosa", address: await queued("/history?state=rejected", /Post/) },
    { name: "action-as-auditor", who: "otto", address: await queued("/queue", /Refund \$900/) },
    { name: "reject-dialog", who: "rosa", address: await queued("/queue", /Refund \$900/), before: press("Reject…") },
    { name: "queue-standing-in", who: "alma", address: "/queue?view=mine", before: nameStandIn },
    { name: "queue-clear", who: "rosa", address: "/queue?view=snoozed" },
    { name: "queue-nothing-matches", who: "rosa", address: "/queue?view=waiting&text=nothing-like-this" },
    { name: "queue-keys", who: "rosa", address: "/queue", before: key("?") },
    { name: "queue-palette", who: "rosa", address: "/queue", before: key("Control+k") },
    { name: "action-not-found", who: "rosa", address: "/queue/01900000-0000-7000-8000-000000000000" },
    { name: "edit-dialog", who: "rosa", address: await queued("/queue", /Refund \$900/), before: key("e") },
    { name: "ask-dialog", who: "rosa", address: await queued("/queue", /Refund \$900/), before: key("i") },
    { name: "snooze-dialog", who: "rosa", address: await queued("/queue", /Refund \$900/), before: key("h") },
    { name: "assign-dialog", who: "rosa", address: await queued("/queue", /Refund \$900/), before: key("f") },
    { name: "together-dialog", who: "rosa", address: "/queue?view=waiting&tool=process_refund", before: async (page) => {
      const begin = page.getByRole("button", { name: "Select several" });
      if (await begin.isVisible()) await begin.click(); // by touch
      for (const box of (await page.locator("[data-desk]").getByRole("checkbox").all()).slice(0, 3)) await box.check({ force: true });
      await page.getByRole("button", { name: "Decide together…" }).click();
      await page.getByRole("dialog").getByRole("table").waitFor();
    } },
    { name: "history-filters", who: "rosa", address: "/history?rule=defaults.write&state=succeeded" },
    { name: "history", who: "rosa", address: "/history" },
    { name: "history-nothing", who: "rosa", address: "/history?text=nothing-like-this" },
    { name: "overview", who: "ada", address: "/overview" },
    { name: "roll-back-many", who: "ada", address: "/history/roll-back" },
    { name: "notices", who: "ada", address: "/notices" },
    { name: "profile", who: "rosa", address: "/profile" },
    { name: "stand-in-dialog", who: "rosa", address: "/profile", before: press("Name somebody") },
    { name: "may-approve", who: "otto", address: "/profile", before: unfolded(/By tool|Waiting now/), tall: true },
    { name: "statistics", who: "rosa", address: "/profile/statistics" },
    { name: "statistics-nothing", who: "ada", address: "/profile/statistics?days=7" },
    { name: "offline", who: "rosa", address: "/offline.html" },
    ...(await reviewingPages({ queued, press, prepared, propose })),
    ...(await administrationPages({ administered, press, prepared })),
  ];
  // The oldest: proposed again by a later run, it changes nothing any more.
  const undone = await queued("/history?state=succeeded", /contact details/i, "last");
  if (undone) found.push({ name: "roll-back", who: "rosa", address: `${undone}/roll-back` });
  return found.filter(({ address }) => address);
}

/** Somebody stands in for two days; named once. */
async function nameStandIn(page) {
  const { pathname, search } = new URL(page.url());
  await page.goto("/profile");
  if ((await page.getByRole("button", { name: /^End it/ }).count()) === 0) {
    await page.getByRole("button", { name: "Name somebody" }).click();
    await page.getByRole("dialog").getByLabel("Who", { exact: true }).selectOption("Ravi Reviewer");
    await page.getByLabel("Until").fill(new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 16));
    await page.getByRole("button", { name: "Let them stand in" }).click();
    await page.getByText(/stands in for you/).first().waitFor();
  }
  await page.goto(pathname + search);
  await page.getByRole("heading", { level: 1, name: "Queue" }).waitFor();
}
