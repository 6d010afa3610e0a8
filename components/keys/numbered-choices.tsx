"use client";

import { useDigits } from "./use-digits";

/** Choices that are made by their digit, or by a press on them. */
export function NumberedChoices({ label, choices, choose }: { label: string; choices: readonly string[]; choose: (index: number) => void }) {
  useDigits(true, (number) => {
    if (number <= choices.length) choose(number - 1);
  });
  return (
    <ol aria-label={label} className="flex flex-col gap-1">
      {choices.map((choice, index) => (
        <li key={choice}>
          <button
            type="button"
            onClick={() => choose(index)}
            className="flex min-h-9 w-full items-center gap-3 rounded-md border border-line bg-surface px-2.5 text-left text-sm hover:bg-hover pointer-coarse:min-h-11"
          >
            <kbd aria-hidden="true" className="inline-flex size-5 shrink-0 items-center justify-center rounded-sm bg-sunken font-sans text-xs font-medium text-muted pointer-coarse:hidden">
              {index + 1}
            </kbd>
            {choice}
          </button>
        </li>
      ))}
    </ol>
  );
}
