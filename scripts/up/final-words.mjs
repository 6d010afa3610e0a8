/** What somebody reads when all is up: where, who, and a first action to paste. */
export function finalWords({ address, acme, slack, seeded, dir, elsewhere }) {
  const lines = ["", `  Countersign runs at  ${address}`];
  if (acme) lines.push(`  The demo company     ${acme}  (its records and its mail)`);
  if (slack) lines.push(`  Its Slack            ${slack}  (read messages, press buttons)`);
  if (!acme) lines.push("", "  If nobody is here yet, open it and create the first admin.");
  const people = seeded.people ?? [];
  if (people.length > 0) {
    const wide = (key) => Math.max(...people.map((person) => String(person[key] ?? "").length));
    lines.push("", "  Sign in as");
    for (const { name = "", email, password, role } of people) {
      lines.push(`    ${role.padEnd(wide("role"))}  ${email.padEnd(wide("email"))}  ${(password ?? "(changed since)").padEnd(wide("password"))}  ${name}`);
    }
  }
  const agent = seeded.agents?.find(({ key }) => key);
  if (agent) {
    lines.push(
      "",
      `  A first action, as the agent ${agent.name}`,
      `    curl -sS ${address}/api/v1/actions \\`,
      `      -H 'Authorization: Bearer ${agent.key}' \\`,
      `      -H 'Content-Type: application/json' -H "Idempotency-Key: first-$(date +%s)" \\`,
      `      -d '${JSON.stringify(seeded.example).replaceAll("'", "'\\''")}'`,
      "",
      `  A dozen more: ${elsewhere ? `DATA_DIR=${dir} ` : ""}npm run demo:agent`,
    );
  }
  lines.push("", `  Data and logs are in ${dir}. Ctrl-C ends everything; the next npm run up goes on from there.`, "");
  return lines.join("\n");
}
