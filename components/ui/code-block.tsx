import { cn } from "./cn";
import { CopyButton } from "./copy-button";
import { FlaggedText } from "./flagged-text";
import { copyButton } from "./words";

type Props = {
  code: string;
  /** Named in the heading and on the copy button. */
  label?: string;
  /** Text that is ours and needs no inspection. */
  trusted?: boolean;
  className?: string;
};

/** Fixed-width text that wraps, whole, with a button that copies it exactly. */
export function CodeBlock({ code, label, trusted, className }: Props) {
  return (
    <figure aria-label={label} className={cn("min-w-0 overflow-hidden rounded-md border border-line bg-sunken/60", className)}>
      <div className="flex items-center justify-between gap-2">
        {label ? <figcaption className="px-3 text-xs font-medium text-muted">{label}</figcaption> : <span />}
        <CopyButton text={code} label={label ? copyButton.of(label) : copyButton.label} className="m-1" />
      </div>
      <pre className={cn("px-3 pb-3 font-mono text-xs leading-5 break-words whitespace-pre-wrap", label ? "" : "-mt-7 pt-2.5 pr-12 pointer-coarse:-mt-10")}>
        <code>{trusted ? code : <FlaggedText text={code} className="wrap-anywhere" />}</code>
      </pre>
    </figure>
  );
}
