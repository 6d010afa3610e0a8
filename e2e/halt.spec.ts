import { agentNamed } from "@/e2e/support/agent-named";
import { expectAccessible } from "@/e2e/support/axe";
import { expect, test } from "@/e2e/support/test";

test("an admin halts an agent, everybody sees it, nothing of it runs until it is lifted", async ({ as }) => {
  const agent = agentNamed("content-bot");
  const ada = await as("ada");
  await ada.goto("/queue");
  await ada.getByRole("button", { name: "Halt" }).click();
  const dialog = ada.getByRole("dialog");
  await dialog.getByLabel("One agent").check();
  await dialog.getByLabel("Which agent").selectOption({ label: "content-bot" });
  await dialog.getByLabel("Reason").fill("Posts look odd");
  await expectAccessible(ada);
  await dialog.getByRole("button", { name: "Halt" }).click();
  await expect(ada.getByText("The agent content-bot is halted")).toBeVisible();

  const rosa = await as("rosa");
  await rosa.goto("/queue");
  await expect(rosa.getByText("The agent content-bot is halted")).toBeVisible();
  await expect(rosa.getByRole("button", { name: "Lift…" })).toHaveCount(0);
  await expect(rosa.getByRole("button", { name: "Halt" })).toHaveCount(0);
  await expectAccessible(rosa);

  const { id } = await agent.propose("create_meeting", { title: "Halt story", starts_at: "2027-01-20T09:00:00Z", minutes: 30, attendees: ["ines@acme.example"] });
  // What was asked for later, by an agent that is not halted, has passed it by then.
  const other = agentNamed("support-bot");
  await other.sees((await other.propose("create_meeting", { title: "After it", starts_at: "2027-01-20T10:00:00Z", minutes: 30, attendees: ["ines@acme.example"] })).id, "succeeded");
  expect((await agent.read(id)).state).toBe("approved");

  await ada.getByRole("button", { name: "Lift…" }).click();
  await ada.getByRole("dialog").getByLabel("Why it is safe to go on").fill("It was the newsletter");
  await ada.getByRole("dialog").getByRole("button", { name: "Lift" }).click();
  await expect(ada.getByText("The agent content-bot is halted", { exact: true })).toBeHidden();
  await agent.sees(id, "succeeded");
});
