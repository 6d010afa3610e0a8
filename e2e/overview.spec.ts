import { agentNamed } from "@/e2e/support/agent-named";
import { expectAccessible } from "@/e2e/support/axe";
import { inDatabase } from "@/e2e/support/database";
import { looksRight } from "@/e2e/support/looks";
import { expect, test } from "@/e2e/support/test";

test("an auditor sees how deciding goes; an admin is led from a rule that is always approved to relaxing it", async ({ as }) => {
  // Days that nobody counts again, as they would stand after weeks of work.
  await inDatabase("countersign", async (client) => {
    await client.query("INSERT INTO figure_days (day) VALUES (current_date - 5) ON CONFLICT DO NOTHING");
    await client.query(`INSERT INTO figures (name, day, key, n) VALUES ('submitted', current_date - 5, 'allow', 41), ('submitted', current_date - 5, 'review', 24), ('rule_approved', current_date - 5, 'any address change', 12),
      ('rule_approved', current_date - 5, 'refund over 500', 9), ('rule_rejected', current_date - 5, 'refund over 500', 3), ('ended', current_date - 5, 'approved', 21), ('ended', current_date - 5, 'rejected', 3), ('decision_time', current_date - 5, '70', 24) ON CONFLICT DO NOTHING`);
  });
  const page = await as("otto");
  await page.goto("/queue");
  await page.getByRole("link", { name: "Overview" }).first().click();
  await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
  // Workers add days up now and then.
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("table", { name: "Rejections by rule" }).getByRole("row", { name: /refund over 500/ })).toContainText("25%", { timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  await expect(page.locator("[data-chart] svg.recharts-surface").first()).toBeVisible();
  await expect(page.getByText("any address change · approved 12 times")).toBeVisible();
  await expect(page.getByRole("link", { name: /Simulate relaxing/ })).toHaveCount(0);
  await page.getByText("As a table").click();
  await expect(page.getByRole("table", { name: "What policy said" }).getByRole("row", { name: /41 24 0/ })).toBeVisible();
  await looksRight(page);
  await page.getByRole("link", { name: "7 days", exact: true }).click();
  await expect(page).toHaveURL(/days=7/);
  const admin = await as("ada");
  await admin.goto("/overview?days=90");
  await expect(admin.getByRole("link", { name: "Simulate relaxing any address change" })).toHaveAttribute("href", "/admin/policy?relax=any+address+change");
});

test("a payload is shown by its kind: what leaves the company, what hides in it, and what a record holds now", async ({ as }) => {
  const agent = agentNamed("support-bot");
  const mail = await agent.propose("send_email", { to: ["ines@acme.example", "boss@acrne.example", "ceo@acme.exampel"], subject: "Invoice\u202efdp.exe", text: "Please pay p\u0430ypal.com\n<img src=https://track.example/p.gif>\n" + "word ".repeat(200) + "the end" });
  const page = await as("rosa");
  await page.goto(`/queue/${mail.id}`);
  const card = page.getByRole("region", { name: "The mail" });
  await expect(card.getByRole("listitem").filter({ hasText: "ines@acme.example" })).not.toContainText("Outside");
  await expect(card.getByRole("listitem").filter({ hasText: "boss@acrne.example" })).toContainText("Outside");
  await expect(card.getByRole("listitem").filter({ hasText: "ceo@acme.exampel" })).toContainText("looks like acme.example");
  await expect(card.getByText("[U+202E right-to-left override]").first()).toBeVisible();
  await expect(card.getByText(/mixed alphabets: .* is U\+0430/).first()).toBeVisible();
  await expect(card.getByText(/<img src=https:\/\/track.example\/p.gif>[^]*the end/).first()).toBeVisible();
  expect(await page.locator("main img").count()).toBe(0);
  await card.getByText("All params").click();
  await expect(card.getByRole("group", { name: "params" })).toContainText("ceo@acme.exampel");
  await expectAccessible(page);

  const change = await agent.propose("update_customer", { customer: "cus_1007", email: "new@okoro-logistics.example", phone: "+234 1 555 0199", city: "Abuja" });
  await page.goto(`/queue/${change.id}`);
  const record = page.getByRole("table", { name: /Changes one row of customers/ });
  await expect(record.getByRole("columnheader", { name: "Holds now" })).toBeVisible();
  await expect(record.getByRole("row", { name: /city/ })).toContainText("Abuja");
  await expect(record.getByText("…")).toHaveCount(0);
  await page.keyboard.press("p");
  await expect(page.locator("details[data-all-params]")).toHaveAttribute("open");
  await expect(page.locator("main")).not.toContainText("+234 1 555 0199");
  await expectAccessible(page);
});

test("it can be installed, and without a connection a page of ours says so and keeps nothing else", async ({ as }) => {
  const page = await as("rosa");
  await page.goto("/queue");
  const manifest = (await (await page.request.get("/manifest.webmanifest")).json()) as { display: string; start_url: string; icons: { src: string; sizes: string }[] };
  expect(manifest).toMatchObject({ display: "standalone", start_url: "/queue" });
  for (const { src } of manifest.icons) expect((await page.request.get(src)).status()).toBe(200);
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.context().setOffline(true);
  await page.goto("/history").catch(() => undefined);
  await expect(page.getByRole("heading", { name: "You are offline" })).toBeVisible();
  expect(await page.evaluate(async () => (await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))).flat().map(({ url }) => new URL(url).pathname))).toEqual(["/offline.html"]);
  await page.context().setOffline(false);
  await page.getByRole("link", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "History", level: 1 })).toBeVisible();
});
