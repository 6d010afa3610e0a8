import { agentNamed } from "@/e2e/support/agent-named";
import { rows } from "@/e2e/support/database";
import { looksRight } from "@/e2e/support/looks";
import { expect, test } from "@/e2e/support/test";
import { says } from "@/e2e/support/toast";

const ends = () => rows("countersign", "UPDATE delegations SET ended_at = clock_timestamp() WHERE ended_at IS NULL");
test.beforeEach(ends);
test.afterEach(ends);

/** A day in the browser's own zone, as its control takes it. */
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 11) + "09:00";

test("whoever goes away names somebody, who is told, sees it in the queue, and fills the place; either ends it", async ({ as }) => {
  const [rosa, alma] = [await as("rosa"), await as("alma")];
  await rosa.goto("/profile");
  const away = rosa.getByRole("region", { name: "While you are away" });
  await expect(away).toContainText("Nobody stands in for you");
  await looksRight(rosa);
  await away.getByRole("button", { name: "Name somebody" }).click();
  const dialog = rosa.getByRole("dialog", { name: "Who stands in for you?" });

  await test.step("nobody stands in for themselves, and an end must be given and lie ahead", async () => {
    await expect(dialog.getByLabel("Who").getByRole("option", { name: "Rosa Reviewer" })).toHaveCount(0);
    await expect(dialog.getByLabel("Who").getByRole("option", { name: "Otto Auditor" })).toHaveCount(0);
    await dialog.getByRole("button", { name: "Let them stand in" }).click();
    await expect(dialog.getByLabel("Who")).toHaveAccessibleDescription(/Choose somebody/);
    await expect(dialog.getByLabel("Until")).toHaveAccessibleDescription(/Say until when/);
    await dialog.getByLabel("Who").selectOption("Alma Admin");
    await dialog.getByLabel("Until").fill(inDays(-1));
    await dialog.getByRole("button", { name: "Let them stand in" }).click();
    await expect(dialog.getByLabel("Until")).toHaveAccessibleDescription(/Choose an end that lies ahead/);
    await dialog.getByLabel("Until").fill(inDays(120));
    await dialog.getByRole("button", { name: "Let them stand in" }).click();
    await expect(dialog.getByLabel("Until")).toHaveAccessibleDescription(/at most 92 days/);
    await looksRight(rosa);
  });

  await test.step("in one's own time zone, with a word to them", async () => {
    await expect(dialog.getByLabel("From")).toHaveAccessibleDescription(/Europe\/Berlin/);
    await dialog.getByLabel("Until").fill(inDays(3));
    await dialog.getByLabel("Note").fill("Refunds come in the morning");
    await dialog.getByRole("button", { name: "Let them stand in" }).click();
    await says(rosa, "Somebody stands in, and is told");
    await expect(away).toContainText(/Alma Admin stands in for you/);
    await expect(away).toContainText(/until \d+ \w+, 09:00/); // Berlin's, as typed
    await looksRight(rosa);
  });

  await test.step("one at a time, and nobody who is away", async () => {
    await away.getByRole("button", { name: "Name somebody" }).click();
    await dialog.getByLabel("Who").selectOption("Ravi Reviewer");
    await dialog.getByLabel("Until").fill(inDays(2));
    await dialog.getByRole("button", { name: "Let them stand in" }).click();
    await expect(dialog.getByLabel("Who")).toHaveAccessibleDescription(/Alma Admin already stands in/);
    await dialog.getByRole("button", { name: "Cancel" }).click();
  });

  await test.step("who stands in is told, and the queue says for whom", async () => {
    await alma.goto("/notices");
    await expect(alma.getByText(/You stand in for Rosa Reviewer/).first()).toBeVisible();
    await alma.goto("/queue?view=mine");
    await expect(alma.getByText(/You stand in for Rosa Reviewer until/)).toBeVisible();
    await rosa.goto("/queue?view=mine");
    await expect(rosa.getByText(/Alma Admin stands in for you until/)).toBeVisible();
    await looksRight(rosa);
    await alma.goto("/profile#may-approve");
    await expect(alma.getByText(/You stand in for Rosa Reviewer now, in/)).toBeVisible();
  });

  await test.step("an admin sees it on the person's page, and ends it", async () => {
    const ada = await as("ada");
    const [found] = await rows<{ id: string }>("countersign", "SELECT id::text FROM people WHERE email LIKE 'rosa@%'");
    await ada.goto(`/admin/people/${found!.id}`);
    const theirs = ada.getByRole("region", { name: "While Rosa Reviewer is away" });
    await expect(theirs).toContainText("Alma Admin for Rosa Reviewer");
    await looksRight(ada);
    await theirs.getByRole("button", { name: "End it: Alma Admin for Rosa Reviewer" }).click();
    await ada.getByRole("alertdialog").getByRole("button", { name: "End" }).click();
    await says(ada, "It is ended");
    await expect(theirs).toContainText("Nobody stands in for them");
  });
  const told = await rows<{ type: string }>("countersign", "SELECT type FROM audit_events WHERE type LIKE 'delegation.%' ORDER BY seq DESC LIMIT 2");
  expect(told.map(({ type }) => type)).toEqual(["delegation.ended", "delegation.created"]);
});

test("a person sees what they may approve, tool by tool, and why not this one; so does an admin of them", async ({ as }) => {
  const { id } = await agentNamed("support-bot").propose("process_refund", { order: "ord_2001", customer: "cus_1001", amount: 78, currency: "USD", reason: "Approves story" });
  const otto = await as("otto");

  await test.step("an auditor: nothing, and the action's bar says so beside its disabled Approve", async () => {
    await otto.goto("/profile");
    const card = otto.getByRole("region", { name: "What you may approve" });
    await expect(card.getByRole("row", { name: /High/ })).toContainText("auditors read and decide nothing");
    await expect(otto.getByRole("region", { name: "While you are away" })).toHaveCount(0);
    await looksRight(otto);
    await otto.goto(`/queue/${id}`);
    const bar = otto.getByRole("region", { name: "Your decision" });
    await expect(bar.getByRole("button", { name: "Approve" })).toHaveAttribute("aria-disabled", "true");
    await expect(bar.getByText(/Auditors read/).first()).toBeVisible();
  });

  await test.step("the agent's owner: why not this one, with the way to all that they may", async () => {
    const [owner] = await rows<{ email: string; personId: string }>("countersign", `SELECT p.email, p.id::text AS "personId" FROM agents a JOIN people p ON p.id = a.owner_id WHERE a.name = 'support-bot'`);
    const name = owner!.email.split("@")[0] as "ada";
    const page = await as(name);
    await page.goto(`/queue/${id}`);
    const bar = page.getByRole("region", { name: "Your decision" });
    await expect(bar.getByText(/You own the agent that asks for this/).first()).toBeVisible();
    await looksRight(page);
    await bar.getByRole("link", { name: "What you may approve" }).click();
    await expect(page.getByText(/Never what .*support-bot.* asks for: you own/)).toBeVisible();

    const ada = await as("ada");
    await ada.goto(`/admin/people/${owner!.personId}`);
    const card = ada.getByRole("region", { name: /^What (you|.*) may approve$/ });
    await card.getByText("Waiting now, and why not").click();
    await card.locator("summary", { hasText: "By tool" }).click();
    await expect(card.getByRole("row", { name: /process_refund/ })).toBeVisible();
    await looksRight(ada);
  });
});
