"use client";

import { useCommands } from "@/components/keys/use-commands";
import { toggleAllParams } from "./toggle-params";

/** Opens and folds all params of the payload on the page, by its key. */
export function ParamsKey() {
  useCommands({ params: () => void toggleAllParams() });
  return null;
}
