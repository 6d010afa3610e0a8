import { notFound } from "next/navigation";
import { advice, problemPage as words } from "@/components/problems/words";
import { MessagePage } from "@/components/shell/message-page";
import { nothingHere } from "@/components/shell/words";
import { PROBLEM_CODES, PROBLEM_TITLES, statusOf, type ProblemCode } from "@/lib/http/problem";

type Props = { params: Promise<{ code: string }> };

const known = (code: string): code is ProblemCode => (PROBLEM_CODES as readonly string[]).includes(code);

export async function generateMetadata({ params }: Props) {
  const { code } = await params;
  return { title: known(code) ? PROBLEM_TITLES[code] : nothingHere.short };
}

/** Where the `type` of every problem leads: what it means and what to do, for whoever reads an agent's log. */
export default async function ProblemPage({ params }: Props) {
  const { code } = await params;
  if (!known(code)) notFound();
  const says: Record<ProblemCode, string> = advice;
  return (
    <MessagePage title={PROBLEM_TITLES[code]}>
      <p>{says[code]}</p>
      <p className="mt-4 text-sm">
        <code>{code}</code> · {words.status(statusOf(code))}
      </p>
    </MessagePage>
  );
}
