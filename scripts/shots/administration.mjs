/** What admins and auditors see, and who is invited. `prepared` says what `prepareAdministration` made. */
export async function administrationPages({ administered, press, prepared }) {
  const bot = await administered("/admin/agents", /support-bot/);
  const rosa = await administered("/admin/people", /Rosa/);
  const waiting = await administered("/admin/tools", /Update contact details/i);
  const comparison = await administered("/admin/policy/simulation", /from Medium to (Low|High)/);
  const endpoint = await administered("/admin/notifications", /^https?:/);
  return [
    { name: "audit", who: "otto", address: "/audit" },
    { name: "audit-filtered", who: "otto", address: "/audit?actor=Ada" },
    { name: "audit-event", who: "otto", address: "/audit", before: async (page) => {
      await page.getByRole("cell").locator("summary").first().click();
    }, tall: true },
    { name: "audit-nothing", who: "otto", address: "/audit?actor=nobody" },
    { name: "policy", who: "ada", address: "/admin/policy" },
    { name: "policy-unchanged", who: "alma", address: "/admin/policy" },
    { name: "policy-faults", who: "alma", address: "/admin/policy", before: async (page) => {
      const editor = page.getByRole("textbox", { name: "Policy as YAML" });
      const text = await exported(page);
      await editor.fill(text.replace(/^rules:\n/m, "rules:\n  - { name: refunds, tools: [process_refnd], when: 'parms.amount >', teir: high }\n"));
      await page.getByRole("list", { name: "Faults" }).waitFor();
    }, after: discard, tall: true },
    { name: "policy-forms", who: "ada", address: "/admin/policy?as=forms" },
    { name: "policy-relax", who: "ada", address: "/admin/policy?relax=defaults.write" },
    { name: "policy-simulation", who: "ada", address: "/admin/policy/simulation" },
    { name: "policy-simulation-none", who: "alma", address: "/admin/policy/simulation" },
    { name: "policy-comparison", who: "ada", address: comparison },
    { name: "policy-alarms", who: "ada", address: comparison?.replace(/\?.*/, "?list=alarms") },
    { name: "policy-shadow", who: "ada", address: "/admin/policy/shadow" },
    { name: "policy-publish", who: "ada", address: "/admin/policy/publish" },
    { name: "policy-proposed", who: "alma", address: "/admin/policy/publish" },
    { name: "policy-publish-nothing", who: "otto", address: "/admin/policy/publish" },
    { name: "policy-read", who: "otto", address: "/admin/policy" },
    { name: "policy-versions", who: "otto", address: "/admin/policy/versions" },
    { name: "policy-version", who: "otto", address: await administered("/admin/policy/versions", /^Version \d/) },
    { name: "tools", who: "ada", address: "/admin/tools" },
    { name: "tools-import", who: "ada", address: "/admin/tools/import" },
    { name: "tools-import-proposals", who: "ada", address: "/admin/tools/import", before: async (page) => {
      await page.getByLabel("Tools as JSON").fill(JSON.stringify(LIST, null, 2));
      await page.getByRole("button", { name: "Propose" }).click();
      await page.getByRole("list", { name: "Proposals" }).waitFor();
    }, tall: true },
    { name: "tools-import-refused", who: "ada", address: "/admin/tools/import", before: async (page) => {
      await page.getByLabel("Tools as JSON").fill("{ nothing");
      await page.getByRole("button", { name: "Propose" }).click();
      await page.getByRole("main").getByRole("alert").waitFor();
    } },
    { name: "tool", who: "ada", address: await administered("/admin/tools", /refund/i) },
    { name: "tool-proposal", who: "ada", address: waiting },
    { name: "tool-proposed", who: "alma", address: waiting },
    { name: "tool-edit", who: "ada", address: waiting && `${waiting}/edit` },
    { name: "tool-new", who: "ada", address: "/admin/tools/new" },
    { name: "tool-faults", who: "ada", address: "/admin/tools/new", before: async (page) => {
      await page.getByRole("button", { name: "Register tool" }).click();
      await page.locator("[aria-invalid=true]").first().waitFor();
    } },
    { name: "connectors", who: "ada", address: "/admin/connectors" },
    { name: "connector", who: "ada", address: await administered("/admin/connectors", /acme-db/) },
    { name: "connector-tested", who: "ada", address: await administered("/admin/connectors", /acme-db/), before: async (page) => {
      await page.getByRole("button", { name: "Test the connection" }).click();
      await page.getByText(/It answers|It does not answer/).waitFor();
    }, tall: true },
    { name: "connector-edit", who: "ada", address: await administered("/admin/connectors", /acme-db/).then((address) => address && `${address}/edit`) },
    { name: "connector-new", who: "ada", address: "/admin/connectors/new" },
    { name: "agents", who: "ada", address: "/admin/agents" },
    { name: "agent", who: "ada", address: bot },
    { name: "agent-dialog", who: "ada", address: "/admin/agents", before: press("Create an agent") },
    { name: "key-dialog", who: "ada", address: bot, before: press("Create a key") },
    { name: "people", who: "ada", address: "/admin/people" },
    { name: "person", who: "ada", address: rosa },
    { name: "invite-dialog", who: "ada", address: "/admin/people", before: press("Invite somebody") },
    { name: "invite-link", who: "ada", address: "/admin/people", before: async (page) => {
      await press("Invite somebody")(page);
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Email").fill("nils@acme.example");
      await dialog.getByRole("button", { name: "Make the link" }).click();
      await dialog.locator("code").waitFor();
    } },
    { name: "invitation", who: "nobody", address: prepared?.invitation },
    { name: "invitation-over", who: "nobody", address: "/invitation/over" },
    { name: "groups", who: "ada", address: "/admin/groups" },
    { name: "group-dialog", who: "ada", address: "/admin/groups", before: press("Create a group") },
    { name: "notifications", who: "ada", address: "/admin/notifications" },
    { name: "endpoint-dialog", who: "ada", address: "/admin/notifications", before: press("Add an endpoint") },
    { name: "endpoint", who: "ada", address: endpoint },
    { name: "deliveries", who: "ada", address: "/admin/notifications/deliveries" },
    { name: "delivery", who: "ada", address: endpoint && (await administered(endpoint, /Submitted|Rejected|Waits|Approved/)) },
    { name: "slack", who: "ada", address: "/admin/notifications/slack" },
    { name: "settings", who: "ada", address: "/admin/settings" },
    { name: "not-permitted", who: "rosa", address: "/admin/people" },
    { name: "halt-dialog", who: "ada", address: "/queue", before: press("Halt", "banner") },
    { name: "halt-banner", who: "ada", address: "/queue", before: halt, after: lift },
  ];
}

const LIST = {
  tools: [
    { name: "list_invoices", description: "Lists invoices of a customer", inputSchema: { type: "object", properties: { customer: { type: "string" } }, required: ["customer"] }, annotations: { readOnlyHint: true } },
    { name: "send_invoice", description: "Sends an invoice by mail", inputSchema: { type: "object", properties: { recipient: { type: "string" }, amount: { type: "number" } }, required: ["recipient", "amount"] } },
    { name: "delete_invoice", description: "Deletes an invoice", inputSchema: { type: "object", properties: { id: { type: "string" } }, required: ["id"] }, annotations: { readOnlyHint: true, destructiveHint: false } },
    { name: "process_refund", description: "Pays money back", inputSchema: { type: "object", properties: { order: { type: "string" } } } },
  ],
};

/** The policy in force, as anybody exports it. */
async function exported(page) {
  const href = await page.getByRole("link", { name: /^Export version/ }).getAttribute("href");
  return (await page.request.get(href)).text();
}

async function discard(page) {
  await page.goto("/admin/policy");
  await page.getByRole("button", { name: "Discard draft" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Discard" }).click();
  await page.getByRole("button", { name: "Discard draft" }).waitFor({ state: "detached" });
}

async function halt(page) {
  await page.getByRole("banner").getByRole("button", { name: "Halt", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("One agent").check();
  await dialog.getByLabel("Which agent").selectOption({ label: "content-bot" });
  await dialog.getByLabel("Reason").fill("Its posts look odd since this morning; Ines looks at its prompt.");
  await dialog.getByRole("button", { name: "Halt" }).click();
  await page.getByText("The agent content-bot is halted").waitFor();
  await dialog.waitFor({ state: "detached" });
}

async function lift(page) {
  await page.getByRole("button", { name: "Lift…" }).click();
  await page.getByRole("dialog").getByLabel("Why it is safe to go on").fill("It was the newsletter");
  await page.getByRole("dialog").getByRole("button", { name: "Lift" }).click();
  await page.getByRole("button", { name: "Lift…" }).waitFor({ state: "detached" });
}

/** What administration needs to have something to say, done as an admin does it; what is there already is left. */
export async function prepareAdministration({ ada, alma, receiver, say }) {
  const prepared = {};
  for (const [what, page, doIt] of [
    ["the endpoint", ada, () => addEndpoint(ada, receiver)],
    ["the draft", ada, () => draft(ada)],
    ["the shadow", ada, () => startShadow(ada)],
    ["the proposal of a policy", alma, () => proposePolicy(alma)],
    ["the proposal of a tool", alma, () => proposeTool(alma)],
    ["the invitation", ada, async () => (prepared.invitation = await invite(ada))],
  ]) {
    await doIt().catch((error) => say(`${what}: ${error.message.split("\n")[0]} at ${page.url()}`));
  }
  return prepared;
}

/** Once what was proposed and decided is there to be looked at again. */
export async function simulate(page) {
  await page.goto("/admin/policy/simulation");
  await page.getByRole("button", { name: "Last 7 days" }).click();
  await page.getByText("your draft as it is now").waitFor();
  await page.getByRole("progressbar").waitFor({ state: "detached", timeout: 60_000 });
}

/** Nobody listens there any more. */
export async function removeEndpoints(page) {
  await page.goto("/admin/notifications");
  for (const mine = page.getByRole("row").filter({ hasText: PURPOSE }).getByRole("link"); (await mine.count()) > 0; ) {
    await page.goto(await mine.first().getAttribute("href"));
    await page.getByRole("button", { name: "Remove", exact: true }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
    await page.getByRole("heading", { level: 1, name: "Notifications" }).waitFor();
  }
}

const PURPOSE = "The board in the support room";

/** The receiver's port is another each time. */
async function addEndpoint(page, receiver) {
  await removeEndpoints(page);
  await page.getByRole("button", { name: "Add an endpoint" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Address").fill(receiver);
  await dialog.getByLabel("What it is for").fill(PURPOSE);
  await dialog.getByLabel("Whose actions").selectOption({ label: "support-bot" });
  await dialog.getByRole("button", { name: "Add endpoint" }).click();
  await dialog.getByRole("button", { name: "Done" }).click();
}

const RULE = "  - { name: large refunds, tools: [process_refund], when: params.amount > 100, tier: high, because: Larger refunds are looked at twice }";
const TEST = "tests:\n  - { name: a large refund, tool: process_refund, params: { amount: 900 }, expect: { tier: high } }\n";

async function draft(page) {
  await page.goto("/admin/policy");
  if ((await page.getByRole("button", { name: "Discard draft" }).count()) > 0) return;
  const text = await exported(page);
  await page.getByRole("textbox", { name: "Policy as YAML" }).fill(text.replace(/^tools: \{ /m, "tools: { publish_post: low, ").replace(/^rules:\n/m, `rules:\n${RULE}\n`) + TEST);
  await page.getByText("Draft saved").waitFor();
}

async function startShadow(page) {
  await page.goto("/admin/policy/shadow");
  const start = page.getByRole("button", { name: "Start the shadow" });
  if ((await start.count()) === 0) return;
  await start.click();
  await page.getByText("Running along").waitFor();
}

async function proposePolicy(page) {
  await page.goto("/admin/policy/publish");
  if ((await page.getByRole("button", { name: "Withdraw" }).count()) > 0) return;
  await page.goto("/admin/policy");
  const text = await exported(page);
  await page.getByRole("textbox", { name: "Policy as YAML" }).fill(text.replace(/^tools: \{ /m, "tools: { update_price: low, "));
  await page.getByText("Draft saved").waitFor();
  await page.goto("/admin/policy/publish");
  await page.getByLabel("Reason").fill("Every price was approved unchanged last month, and each can be set back.");
  await page.getByRole("button", { name: /^Propose/ }).click();
  await page.getByRole("button", { name: "Withdraw" }).first().waitFor();
  await discard(page).catch(() => {});
}

async function proposeTool(page) {
  await page.goto("/admin/tools");
  await page.getByRole("main").getByRole("link", { name: /Update contact details/i }).first().click();
  await page.getByRole("link", { name: "Edit" }).waitFor();
  if ((await page.getByText("Confirm and publish").count()) > 0) return;
  await page.getByRole("link", { name: "Edit" }).click();
  await page.getByLabel("Access").selectOption("draft");
  await page.getByRole("button", { name: /^Publish version/ }).click();
  await page.getByLabel("Why").fill("Support checks every record before it is shown to anybody");
  await page.getByRole("button", { name: /^Propose version/ }).click();
  await page.getByText("Confirm and publish").first().waitFor();
}

async function invite(page) {
  await page.goto("/admin/people");
  await page.getByRole("button", { name: "Invite somebody" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Email").fill("nora@acme.example");
  await dialog.getByRole("checkbox", { name: "reviewers" }).check();
  await dialog.getByRole("button", { name: "Make the link" }).click();
  const link = (await dialog.locator("code").innerText()).trim();
  return new URL(link).pathname;
}
