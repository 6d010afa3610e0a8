import type { Metadata } from "next";
import { NothingHere } from "@/components/shell/nothing-here";
import { nothingHere } from "@/components/shell/words";

export const metadata: Metadata = { title: nothingHere.short };

export default function NotFound() {
  return <NothingHere />;
}
