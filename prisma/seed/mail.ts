import type { Person } from "@/lib/actor";
import { mailServerView, setMailServer } from "@/lib/deliveries/email/server";

const SENDER = "Countersign <countersign@acme.example>";

/** Mail to people goes to Acme's own server, where it can be read; a server that somebody else set up stays. */
export async function seedMailServer(admin: Person, port: number): Promise<void> {
  const there = await mailServerView(admin);
  if (there && (there.sender !== SENDER || there.port === port)) return;
  await setMailServer(admin, { host: "127.0.0.1", port, security: "offered", sender: SENDER, username: null, password: "" });
}
