import { Alert } from "@/components/ui/alert";
import { CodeBlock } from "@/components/ui/code-block";

/** A secret in the one moment in which it is shown. */
export function SecretOnce({ label, secret, children }: { label: string; secret: string; children: string }) {
  return (
    <div className="flex flex-col gap-3" role="status">
      <Alert tone="warning" title="This is the only time it is shown">
        {children}
      </Alert>
      <CodeBlock label={label} code={secret} trusted />
    </div>
  );
}
