import { agentNamed } from "@/e2e/support/agent-named";
import { rows } from "@/e2e/support/database";
import { looksRight } from "@/e2e/support/looks";
import { registerTool, startTarget } from "@/e2e/support/target";
import { expect, test } from "@/e2e/support/test";
import { says } from "@/e2e/support/toast";
import { undoWindowEnds } from "@/e2e/support/undo-window";

const glance = { name: "At a glance" };
const EXECUTED = { timeout: 40_000 };
const idOf = (path: string) => path.split("/").at(-1)!;

test("a rollback whose target has changed stops as a conflict that shows the difference, and an admin forces it with a reason", async ({ as }) => {
  test.setTimeout(180_000);
  const agent = agentNamed("finance-bot");
  const [before] = await rows<{ amount: string }>("acme", "SELECT amount FROM prices WHERE id = 'shelf-display'");
  const { id } = await agent.propose("update_price", { article: "shelf-display", amount: 388, currency: "USD" });
  const rosa = await as("rosa");
  await rosa.goto(`/queue/${id}`);
  await rosa.getByRole("button", { name: "Approve" }).click();
  await undoWindowEnds(id);
  await expect(rosa.getByRole("list", glance)).toContainText("Succeeded", EXECUTED);

  // Rosa asks while it is still as the action left it; then somebody changes it at Acme, behind our back.
  await rosa.goto(`/queue/${id}/roll-back`);
  await rosa.getByLabel("Reason").fill("The supplier took the price back");
  await rosa.getByRole("button", { name: "Roll back" }).click();
  await expect(rosa.getByRole("heading", { level: 1 })).toContainText("Undo: Set the price of shelf-display");
  const rollback = new URL(rosa.url()).pathname;
  await rows("acme", "UPDATE prices SET amount = 401.5 WHERE id = 'shelf-display'");

  const ravi = await as("ravi");
  await ravi.goto(rollback);
  await ravi.getByRole("button", { name: "Approve" }).click();
  await undoWindowEnds(idOf(rollback));
  await expect(ravi.getByText("Conflict: the target has changed since, so nothing was undone")).toBeVisible(EXECUTED);
  const difference = ravi.getByRole("table", { name: "What has changed since" });
  await expect(difference).toContainText("388");
  await expect(difference).toContainText("401.5");
  await looksRight(ravi);
  // A reviewer may look again, and not force.
  await ravi.getByRole("link", { name: "Look at it again…" }).click();
  await expect(ravi.getByRole("button", { name: "Roll back" })).toHaveAccessibleDescription(/only an admin/);
  expect(await rows("acme", "SELECT amount FROM prices WHERE id = 'shelf-display'")).toEqual([{ amount: "401.50" }]);

  const ada = await as("ada");
  await ada.goto(rollback);
  await ada.getByRole("link", { name: "Force it…" }).click();
  // The table stands on the page before, too.
  await expect(ada.getByRole("heading", { level: 1, name: "Roll back" })).toBeVisible();
  await expect(ada.getByRole("table", { name: "What has changed since" })).toContainText("401.5");
  await looksRight(ada);
  await ada.getByLabel("Undo it although it has changed since").check();
  await ada.getByLabel("Reason").fill("Agreed with sales: the old price stands");
  await ada.getByRole("button", { name: "Roll back" }).click();
  await expect(ada.getByRole("heading", { level: 1 })).toContainText("although the target has changed since");
  const forced = new URL(ada.url()).pathname;
  await rosa.goto(forced);
  await expect(rosa.getByRole("list", glance)).toContainText("High");
  await expect(rosa.getByText("An admin insists on the rollback, so whatever it changes back is overwritten.")).toBeVisible();
  await rosa.getByRole("button", { name: "Approve" }).click();
  await undoWindowEnds(idOf(forced));
  await expect(rosa.getByRole("list", glance)).toContainText("Succeeded", EXECUTED);
  expect(await rows("acme", "SELECT amount FROM prices WHERE id = 'shelf-display'")).toEqual([before]);
  await rosa.goto(`/queue/${id}`);
  await expect(rosa.getByRole("list", glance)).toContainText("Rolled back");
});

test("an outcome that nobody knows is found out by asking the target, and settled with a reason", async ({ as }) => {
  test.setTimeout(180_000);
  const charged = new Set<string>();
  const target = await startTarget(({ method, path, key, body }) => {
    if (method === "GET") return { status: charged.has(decodeURIComponent(path.split("key=")[1]!)) ? 200 : 404, body: {} };
    if ((body as { what: string }).what !== "lost on the way") charged.add(key);
    return "cut";
  });
  try {
    const name = `charge_${Date.now()}`;
    await registerTool(target.host, name, {
      reversibility: "irreversible",
      binding: {
        method: "POST",
        path: "/charges",
        body: { what: "{{params.what}}" },
        success: { status: [201] },
        idempotent: false,
        probe: { method: "GET", path: "/charges?key={{call.idempotency_key}}", happened: [200], didNotHappen: [404] },
      },
    });
    const agent = agentNamed("finance-bot");
    const taken = await agent.propose(name, { what: "a desk" });
    const lost = await agent.propose(name, { what: "lost on the way" });
    await agent.sees(taken.id, "unknown");
    await agent.sees(lost.id, "unknown");

    // The admins hear of it.
    const ada = await as("ada");
    await ada.goto("/queue?view=unknown");
    await ada.getByRole("link", { name: /^Notices: / }).click();
    await expect(ada.getByRole("list", { name: "Notices" })).toContainText(`Nobody knows whether “${name}: a desk” took effect`);
    await looksRight(ada);
    await ada.getByRole("link", { name: new RegExp(`${name}: a desk`) }).click();

    const known = ada.getByRole("listitem").filter({ hasText: "the request left" });
    await expect(known.first()).toBeVisible();
    await expect(ada.getByRole("listitem").filter({ hasText: "no byte of an answer came" })).toBeVisible();
    await ada.getByRole("button", { name: "Ask the target" }).click();
    await says(ada, "The target says that it happened");
    await looksRight(ada);
    await settle(ada, /^It happened/, "The target has a charge under this key");
    await expect(ada.getByRole("list", glance)).toContainText("Succeeded");

    const rosa = await as("rosa");
    await rosa.goto(`/queue/${lost.id}`);
    await rosa.getByRole("button", { name: "Ask the target" }).click();
    await says(rosa, "The target says that it did not happen");
    await settle(rosa, /^It did not happen/, "No charge under this key");
    await expect(rosa.getByRole("list", glance)).toContainText("Failed");
    expect(target.calls.filter(({ method }) => method === "POST"), "nothing was sent twice").toHaveLength(2);

    // It stands among the failures, with its cause, and can be retried from there.
    await rosa.goto("/queue/failed");
    await rosa.getByLabel(`Retry: ${name}: lost on the way`).check();
    await rosa.getByLabel("Why they should work now").fill("The line is back");
    await looksRight(rosa);
    await rosa.getByRole("button", { name: "Retry 1" }).click();
    await says(rosa, "1 of 1 proposed again");
  } finally {
    await target.close();
  }
});

type Page = Parameters<typeof looksRight>[0];

async function settle(page: Page, as: RegExp, note: string): Promise<void> {
  await page.getByRole("button", { name: "Settle…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: as }).check();
  await dialog.getByLabel("How you know").fill(note);
  await dialog.getByRole("button", { name: "Settle" }).click();
  await expect(dialog).toBeHidden();
}

test("an admin rolls back what an agent did in a range: the plan, the newest first, the progress and the report", async ({ as }) => {
  test.setTimeout(180_000);
  let made = 0;
  // One is answered in a way that nobody foresaw, so nobody knows what became of it.
  const target = await startTarget(({ path, body }) => ({ status: (body as { what?: string } | null)?.what === "odd" ? 200 : 201, body: path === "/things" ? { id: `thing-${++made}` } : {} }));
  try {
    const name = `build_${Date.now()}`;
    await registerTool(target.host, name, {
      reversibility: "compensable",
      binding: {
        method: "POST",
        path: "/things",
        body: { what: "{{params.what}}" },
        success: { status: [201] },
        idempotent: true,
        compensation: { method: "POST", path: "/things/{{response.id}}/removal", success: { status: [201] } },
      },
    });
    const agent = agentNamed("support-bot");
    const built: string[] = [];
    for (const what of ["first", "second", "third"]) {
      const { id } = await agent.propose(name, { what });
      await agent.sees(id, "succeeded");
      built.push(id);
    }

    await agent.sees((await agent.propose(name, { what: "odd" })).id, "unknown");

    const ada = await as("ada");
    // One of them was undone by hand already.
    await ada.goto(`/queue/${built[1]}/roll-back`);
    await ada.getByLabel("Reason").fill("By hand");
    await ada.getByRole("button", { name: "Roll back" }).click();
    await expect(ada.getByRole("list", glance)).toContainText("Succeeded", EXECUTED);

    await ada.goto("/history");
    await ada.getByRole("link", { name: "Roll back many…" }).click();
    await ada.getByLabel("Agent").selectOption({ label: "support-bot" });
    await ada.getByLabel("Tool").selectOption({ label: name });
    await ada.getByRole("button", { name: "Show the plan" }).click();
    const plan = ada.getByRole("list", { name: "The plan, the newest effect first" });
    await expect(plan.getByRole("listitem")).toContainText([`${name}: odd`, `${name}: third`, `${name}: first`]);
    await expect(plan.getByRole("listitem").first()).toContainText("Its outcome is unknown. Settle it first");
    await expect(plan.getByRole("checkbox", { name: `Undo: ${name}: odd` })).toBeDisabled();
    await looksRight(ada);
    await ada.getByLabel("Reason").fill("The prompt was poisoned");
    await ada.getByRole("button", { name: "Roll back 2 actions" }).click();

    await expect(ada.getByRole("heading", { level: 1 })).toHaveText("Rollback of 3 actions of support-bot");
    await expect(ada.getByRole("status").filter({ hasText: "undone" })).toHaveText("It has ended: 2 undone, 1 not.", EXECUTED);
    await expect(ada.getByRole("listitem").filter({ hasText: `${name}: odd` })).toContainText("Its outcome is unknown. Settle it first");
    await looksRight(ada);
    expect(target.calls.map(({ path }) => path).filter((path) => path.endsWith("/removal"))).toEqual(["/things/thing-2/removal", "/things/thing-3/removal", "/things/thing-1/removal"]);
    for (const id of built) await agent.sees(id, "rolled_back");

    // A reviewer neither plans nor runs.
    const rosa = await as("rosa");
    await rosa.goto("/history");
    await expect(rosa.getByRole("link", { name: "Roll back many…" })).toHaveCount(0);
  } finally {
    await target.close();
  }
});
