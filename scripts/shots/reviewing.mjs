import http from "node:http";

/** What reviewers see only once something went wrong, weighs more, or is to be undone. `prepared` says what `prepareReviewing` made. */
export async function reviewingPages({ queued, press, prepared, propose }) {
  const unknown = await queued("/queue?view=unknown", /pick up/i);
  const dialog = async (page) => {
    await press("Approve")(page);
    await page.getByRole("dialog").getByRole("textbox").first().waitFor();
  };
  return [
    { name: "queue-as-auditor", who: "otto", address: "/queue" },
    { name: "queue-failed", who: "rosa", address: "/queue?view=failed" },
    { name: "failed-actions", who: "rosa", address: "/queue/failed" },
    { name: "action-failed", who: "rosa", address: prepared.failed },
    { name: "action-blocked", who: "ada", address: await queued("/queue?view=blocked", /Mail/) },
    { name: "action-read", who: "rosa", address: await queued("/history?tool=read_customer", /Read/) },
    { name: "action-unknown", who: "rosa", address: unknown },
    { name: "action-unknown-asked", who: "rosa", address: unknown, before: async (page) => {
      await page.getByRole("button", { name: "Ask the target" }).click();
      await page.getByText(/^The target says|^It cannot be told/).first().waitFor();
    }, tall: true },
    { name: "settle-dialog", who: "rosa", address: unknown, before: press("Settle…") },
    { name: "settle-faults", who: "rosa", address: unknown, before: async (page) => {
      await press("Settle…")(page);
      await page.getByRole("dialog").getByRole("button", { name: "Settle" }).click();
      await page.locator("[aria-invalid=true]").first().waitFor();
    } },
    { name: "fact-dialog", who: "rosa", address: await queued("/queue", /purge|delete/i), before: dialog },
    { name: "action-rollback", who: "ravi", address: prepared.asked },
    { name: "action-conflict", who: "ada", address: prepared.conflict },
    { name: "action-conflict-as-reviewer", who: "ravi", address: prepared.conflict },
    { name: "roll-back-changed", who: "ada", address: prepared.changed, before: async (page) => {
      await page.getByRole("button", { name: "Roll back" }).click();
      await page.locator("[aria-invalid=true]").first().waitFor();
    }, tall: true },
    { name: "roll-back-impossible", who: "rosa", address: await queued("/history?tool=reply_faq&state=succeeded", /Answer/).then((address) => address && `${address}/roll-back`) },
    { name: "roll-back-plan", who: "ada", address: prepared.plan },
    { name: "roll-back-report", who: "ada", address: prepared.report },
    // Takes two thousand actions, which would stand on every other picture: only when asked for by name.
    { name: "history-looked", who: "rosa", address: "/history?rule=signals.bulk", onlyByName: true, before: async (page) => {
      const notice = page.getByText(/^Looked through actions back to/);
      while ((await notice.count()) === 0) {
        for (let rounds = 0; rounds < 25; rounds++) await Promise.all(Array.from({ length: 20 }, () => propose("support", "read_customer", { customer: "cus_1001" })));
        await page.reload();
        await page.getByRole("heading", { level: 1 }).waitFor();
      }
    } },
    { name: "step-up-dialog", who: "rosa", address: await queued("/queue", /by hand/), before: async (page) => {
      // A password holds for five minutes, that of the sign-in too.
      await page.waitForTimeout(Math.max(0, prepared.signedInAt + 305_000 - Date.now()));
      await dialog(page);
    } },
  ];
}

/** Lets something fail, be lost on the way, be changed by somebody else and be undone, as it comes about; what is there already is left. */
export async function prepareReviewing({ rosa, ravi, ada, propose, say }) {
  const prepared = { signedInAt: Date.now() };
  const courier = await openCourier();
  for (const [what, doIt] of [
    ["the failure", async () => (prepared.failed = await failed({ rosa, propose }))],
    ["the rollbacks", async () => Object.assign(prepared, await rollbacks({ rosa, ravi, propose }))],
    ["the password asked again", () => asksPassword({ ada, propose })],
    ["the unknown outcome", () => losesTrack({ ada, propose, courier: courier.host })],
    ["the rollback of many", async () => Object.assign(prepared, await rollBackMany({ ada, propose }))],
  ]) {
    await doIt().catch((error) => say(`${what}: ${error.message.split("\n")[0]}`));
  }
  courier.close();
  return prepared;
}

const linkOf = async (page, list, text) => {
  await page.goto(list);
  const link = page.getByRole("main").getByRole("link", { name: text }).first();
  return (await link.count()) > 0 ? link.getAttribute("href") : undefined;
};

/** Approves and waits until it is as told. */
async function approve(page, id, until = "Succeeded") {
  await page.goto(`/queue/${id}`);
  await pressApprove(page);
  await becomes(page, until);
}

/** A first press may only lead to what would run, where that was not on the screen yet. */
export async function pressApprove(page) {
  const bar = page.getByRole("region", { name: "Your decision" });
  const done = bar.getByText(/^Approved by you/);
  for (let tries = 0; tries < 3 && !(await done.isVisible()); tries++) {
    await bar.getByRole("button", { name: "Approve", exact: true }).click();
    await done.waitFor({ timeout: 5_000 }).catch(() => {});
  }
}

const becomes = (page, state) => page.getByRole("list", { name: "At a glance" }).getByText(state, { exact: true }).first().waitFor({ timeout: 40_000 });

async function failed({ rosa, propose }) {
  const known = await linkOf(rosa, "/history?state=failed&tool=process_refund", /ord_2999/);
  if (known) return known;
  const id = await propose("support", "process_refund", { order: "ord_2999", customer: "cus_1001", amount: 38, currency: "USD", reason: "Arrived with a broken leg" });
  await approve(rosa, id, "Failed");
  return `/queue/${id}`;
}

async function rollbacks({ rosa, ravi, propose }) {
  const price = (article, amount) => propose("finance", "update_price", { article, amount, currency: "USD" });
  const undo = async (id, reason) => {
    await rosa.goto(`/queue/${id}/roll-back`);
    await rosa.getByLabel("Reason").fill(reason);
    await rosa.getByRole("button", { name: "Roll back" }).click();
    await rosa.getByRole("heading", { level: 1, name: /^Undo/ }).waitFor();
    return new URL(rosa.url()).pathname;
  };
  let asked = await linkOf(rosa, "/history?state=pending&tool=update_price", /^Undo: Set the price of chair-cafe/);
  if (!asked) {
    const id = await price("chair-cafe", 174.5);
    await approve(rosa, id);
    asked = await undo(id, "The price list says 159 until the end of the year");
  }
  let conflict = await linkOf(rosa, "/history?state=failed", /^Undo: Set the price of stool-counter/);
  if (!conflict) {
    const id = await price("stool-counter", 204);
    await approve(rosa, id);
    conflict = await undo(id, "Agreed for oak, not for ash");
    // Somebody changes it before the rollback is approved.
    await approve(rosa, await price("stool-counter", 199));
    await approve(ravi, conflict.split("/").at(-1), "Failed");
  }
  await rosa.goto(conflict);
  const original = await rosa.getByRole("link", { name: /^Set the price of stool-counter/ }).first().getAttribute("href");
  return { asked, conflict, changed: `${original}/roll-back` };
}

const RULE = `
  - { name: paid out by hand, tools: [process_refund], when: 'params.reason.contains("by hand")', require: { step_up: password }, because: Cash leaves the till }`;

async function asksPassword({ ada, propose }) {
  await ada.goto("/admin/policy");
  const href = await ada.getByRole("link", { name: /^Export version/ }).getAttribute("href");
  const text = await (await ada.request.get(href)).text();
  if (!text.includes("paid out by hand")) {
    await ada.getByRole("textbox", { name: "Policy as YAML" }).fill(text.replace(/^rules:\n/m, `rules:${RULE}\n`));
    await ada.getByText("Draft saved").waitFor();
    await ada.goto("/admin/policy/publish");
    await ada.getByLabel("Reason").fill("What is paid out by hand cannot be called back by the bank.");
    await ada.getByRole("button", { name: /^Publish version/ }).click();
    await ada.getByText(/^Published as version/).first().waitFor();
  }
  await propose("support", "process_refund", { order: "ord_2001", customer: "cus_1001", amount: 46, currency: "USD", reason: "Paid out by hand at the fair" });
}

/** A courier's own system, which takes an order and hangs up before it answers. */
async function openCourier() {
  const server = http.createServer((request) => request.resume().on("end", () => request.socket.destroy()));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { host: `127.0.0.1:${server.address().port}`, close: () => server.close() };
}

async function losesTrack({ ada, propose, courier }) {
  if (await linkOf(ada, "/history?state=unknown", /pick up/i)) return;
  await ada.goto("/admin/connectors/new");
  await ada.getByLabel("Name", { exact: true }).fill("courier");
  await ada.getByLabel("Kind").selectOption("http");
  await ada.getByLabel("Settings").fill(JSON.stringify({ baseUrl: `http://${courier}`, allowedHosts: [courier] }, null, 2));
  await ada.getByRole("button", { name: "Create connector" }).click();
  await ada.getByRole("heading", { level: 1, name: "courier" }).waitFor();
  await ada.goto("/admin/tools/new");
  await ada.getByLabel("Name", { exact: true }).fill("order_courier");
  await ada.getByLabel("Title", { exact: true }).fill("Order a courier");
  await ada.getByLabel("Access").selectOption("draft");
  await ada.getByLabel("Sentence for reviewers").fill("Have a courier pick up {order} on {day|date}");
  await ada.getByLabel("Schema of its params").fill(JSON.stringify({ type: "object", properties: { order: { type: "string" }, day: { type: "string", format: "date" } }, required: ["order", "day"], additionalProperties: false }, null, 2));
  await ada.getByLabel("Connector", { exact: true }).selectOption({ label: "courier (http)" });
  await ada.getByLabel("Reversibility").selectOption("irreversible");
  await ada.getByLabel("Binding", { exact: true }).fill(
    JSON.stringify({
      method: "POST",
      path: "/pick-ups",
      body: { order: "{{params.order}}", day: "{{params.day}}" },
      success: { status: [201] },
      idempotent: false,
      probe: { method: "GET", path: "/pick-ups?key={{call.idempotency_key}}", happened: [200], didNotHappen: [404] },
    }, null, 2),
  );
  await ada.getByRole("button", { name: "Register tool" }).click();
  await ada.getByRole("heading", { level: 1, name: "Order a courier" }).waitFor();
  const id = await propose("support", "order_courier", { order: "ord_2008", day: "2027-01-11" });
  await ada.goto(`/queue/${id}`);
  await becomes(ada, "Unknown outcome");
}

/** Meetings, which need nobody to be made or undone. */
async function rollBackMany({ ada, propose }) {
  for (const [title, hour] of [["Layout of the catalogue", 9], ["Photographs of the loft", 11], ["Words for the catalogue", 14]]) {
    const id = await propose("content", "create_meeting", { title, starts_at: `2027-01-21T${String(hour).padStart(2, "0")}:00:00Z`, minutes: 30, attendees: ["ines@acme.example"] });
    await ada.goto(`/queue/${id}`);
    await becomes(ada, "Succeeded");
  }
  const day = (from) => new Date(Date.now() + from * 3_600_000).toISOString().slice(0, 16);
  const plan = async (agent, tool) => {
    await ada.goto("/history/roll-back");
    const value = await ada.getByLabel("Agent").locator("option", { hasText: agent }).getAttribute("value");
    return `/history/roll-back?${new URLSearchParams({ agent: value, tool, from: day(-3), to: day(1) })}`;
  };
  await ada.goto(await plan("content-bot", "create_meeting"));
  await ada.getByLabel("Reason").fill("They were put into the wrong calendar");
  await ada.getByRole("button", { name: /^Roll back \d+ actions?$/ }).click();
  await ada.getByText(/^It has ended/).waitFor({ timeout: 60_000 });
  return { report: new URL(ada.url()).pathname, plan: await plan("support-bot", "") };
}
