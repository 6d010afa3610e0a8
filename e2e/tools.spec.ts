import { randomBytes } from "node:crypto";
import { agentNamed } from "@/e2e/support/agent-named";
import { looksRight } from "@/e2e/support/looks";
import { expect, test } from "@/e2e/support/test";

test("an admin registers a tool: every fault stands at its field, and agents may ask for it at once", async ({ as }) => {
  const name = `note_${randomBytes(3).toString("hex")}`;
  const admin = await as("ada");

  await test.step("what is wrong is said at each field, and nothing typed is lost", async () => {
    await admin.goto("/admin/tools");
    await looksRight(admin);
    await admin.getByRole("link", { name: "Register a tool" }).first().click();
    await admin.getByLabel("Name", { exact: true }).fill(name);
    await admin.getByLabel("Title", { exact: true }).fill("Keep a note");
    await admin.getByLabel("Sentence for reviewers").fill("Note {text} for {nobody}");
    await admin.getByLabel("Schema of its params").fill('{"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"], "additionalProperties": false}');
    await admin.getByLabel("Connector", { exact: true }).selectOption({ label: "agent-run (agent)" });
    await admin.getByLabel("Binding", { exact: true }).fill("{");
    await admin.getByRole("button", { name: "Register tool" }).click();
    await expect(admin.getByLabel("Binding", { exact: true })).toHaveAttribute("aria-invalid", "true");
    await expect(admin.getByRole("main").getByRole("alert")).toContainText("JSON");
    await expect(admin.getByLabel("Title", { exact: true })).toHaveValue("Keep a note");
    await looksRight(admin);

    await admin.getByLabel("Binding", { exact: true }).fill("{}");
    await admin.getByRole("button", { name: "Register tool" }).click();
    await expect(admin.getByLabel("Sentence for reviewers")).toHaveAttribute("aria-invalid", "true");
    await expect(admin.getByText("{nobody} is not among the params that the schema describes").first()).toBeVisible();
  });

  await test.step("made good, it is registered", async () => {
    await admin.getByLabel("Sentence for reviewers").fill("Note “{text}”");
    await admin.getByRole("button", { name: "Register tool" }).click();
    await expect(admin.getByRole("heading", { name: "Keep a note", level: 1 })).toBeVisible();
    await looksRight(admin);
  });

  await test.step("an agent proposes it, and reviewers read our sentence", async () => {
    const { id } = await agentNamed("support-bot").propose(name, { text: "call back on Monday" });
    await admin.goto(`/queue/${id}`);
    await expect(admin.getByRole("heading", { level: 1 })).toHaveText("Note “call back on Monday”");
  });

  await test.step("params that do not fit are refused", async () => {
    await expect(agentNamed("support-bot").propose(name, { text: 7 })).rejects.toThrow("422");
  });
});

test("an admin tests a connector: it says whether the target answers, and a wrong setting is refused at its field", async ({ as }) => {
  const name = `nowhere-${randomBytes(3).toString("hex")}`;
  const admin = await as("ada");

  await test.step("Acme's database answers", async () => {
    await admin.goto("/admin/connectors");
    await looksRight(admin);
    await admin.getByRole("link", { name: "acme-db" }).click();
    await expect(admin.getByRole("heading", { name: "acme-db", level: 1 })).toBeVisible();
    await admin.getByRole("button", { name: "Test the connection" }).click();
    await expect(admin.getByText("It answers")).toBeVisible();
    await looksRight(admin);
  });

  await test.step("settings that are not JSON are refused", async () => {
    await admin.goto("/admin/connectors/new");
    await admin.getByLabel("Name", { exact: true }).fill(name);
    await admin.getByLabel("Kind").selectOption("email");
    await admin.getByLabel("Settings").fill("host: nowhere");
    await admin.getByRole("button", { name: "Create connector" }).click();
    await expect(admin.getByLabel("Settings")).toHaveAttribute("aria-invalid", "true");
    await looksRight(admin);
  });

  await test.step("a target that is not there is said to be so", async () => {
    await admin.getByLabel("Settings").fill('{"host": "127.0.0.1", "port": 9, "from": "Nobody <nobody@acme.example>"}');
    await admin.getByRole("button", { name: "Create connector" }).click();
    await expect(admin.getByRole("heading", { name, level: 1 })).toBeVisible();
    await admin.getByRole("button", { name: "Test the connection" }).click();
    await expect(admin.getByText("It does not answer")).toBeVisible({ timeout: 30_000 });
  });
});

test("a lower access waits for a second admin, whose name stands beside the author's", async ({ as }) => {
  const name = `lower_${randomBytes(3).toString("hex")}`;
  const [ada, alma] = [await as("ada"), await as("alma")];
  await ada.goto("/admin/tools/new");
  await ada.getByLabel("Name", { exact: true }).fill(name);
  await ada.getByLabel("Title", { exact: true }).fill("Lower me");
  await ada.getByLabel("Access").selectOption("write");
  await ada.getByLabel("Sentence for reviewers").fill("Change {text}");
  await ada.getByLabel("Schema of its params").fill('{"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"], "additionalProperties": false}');
  await ada.getByLabel("Connector", { exact: true }).selectOption({ label: "agent-run (agent)" });
  await ada.getByRole("button", { name: "Register tool" }).click();
  await expect(ada.getByRole("heading", { name: "Lower me", level: 1 })).toBeVisible();
  const page = ada.url();

  await test.step("saving it says what it takes away, asks why and proposes it", async () => {
    await ada.getByRole("link", { name: "Edit" }).click();
    await ada.getByLabel("Access").selectOption("read");
    await ada.getByRole("button", { name: "Publish version 2" }).click();
    await expect(ada.getByRole("main").getByRole("alert")).toContainText("Its access is read, no longer write");
    await expect(ada.getByLabel("Access")).toHaveValue("read");
    await looksRight(ada);
    await ada.getByLabel("Why").fill("It only looks");
    await ada.getByRole("button", { name: "Propose version 2" }).click();
    await expect(ada.getByRole("button", { name: "Confirm and publish" })).toHaveAttribute("aria-disabled", "true");
    await looksRight(ada);
  });

  await test.step("until another admin confirms it, agents find it as it was", async () => {
    await expect(agentNamed("support-bot").propose(name, { text: "x" })).resolves.toMatchObject({ state: "pending" });
    await alma.goto("/admin/tools");
    await expect(alma.getByRole("row").filter({ hasText: name })).toContainText("A change waits");
    await alma.goto(page);
    await alma.getByRole("button", { name: "Confirm and publish…" }).click();
    await alma.getByRole("alertdialog").getByRole("button", { name: "Confirm and publish" }).click();
    await expect(alma.getByText("Published as version 2")).toBeVisible();
    await expect(agentNamed("support-bot").propose(name, { text: "x" })).resolves.toMatchObject({ state: "approved" });
  });
});
