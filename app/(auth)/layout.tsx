import type { ReactNode } from "react";
import { authLayout as words } from "@/components/people/words-account";
import { Brand } from "@/components/shell/brand";

/** The pages before one is signed in: one card, and what the product is. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col items-center px-4 py-10 sm:justify-center sm:py-16">
      <main className="w-full max-w-sm">
        <Brand className="mb-6 text-lg" />
        {children}
      </main>
      <footer className="mt-8 w-full max-w-sm text-xs text-muted">{words.what}</footer>
    </div>
  );
}
