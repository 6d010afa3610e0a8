import { redirect } from "next/navigation";
import { isFirstRun } from "@/lib/people/first-admin";
import { paths } from "@/lib/paths";

export const dynamic = "force-dynamic";

export default async function Home() {
  redirect((await isFirstRun()) ? paths.firstRun : paths.queue);
}
