import { startTransition, type FormEvent } from "react";

/**
 * Sends a form to its mutation by hand: React empties a form after an `action`, and with it selects and boxes whose
 * choice a refusal must not lose.
 */
export const onSubmit = (act: (form: FormData) => void) => (event: FormEvent<HTMLFormElement>) => {
  event.preventDefault();
  // Portals keep React's tree: a dialog's form inside another form must not submit both.
  event.stopPropagation();
  const form = new FormData(event.currentTarget);
  startTransition(() => act(form));
};
