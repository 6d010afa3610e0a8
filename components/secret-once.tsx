import { Alert } from "@/components/ui/alert";
import { CodeBlock } from "@/components/ui/code-block";
import { secretOnce as words } from "./words-shared";

/** A secret in the one moment in which it is shown. */
export function SecretOnce({ label, secret, children }: { label: string; secret: string; children: string }) {
  return (
    <div className="flex flex-col gap-3" role="status">
      <Alert tone="warning" title={words.title}>
        {children}
      </Alert>
      <CodeBlock label={label} code={secret} trusted />
    </div>
  );
}
