import { newId } from "@/lib/ids";

export const REQUEST_ID = "X-Request-Id";

const SAFE = /^[\w.-]{1,100}$/;

/** The id under which a request is logged and answered: the caller's own where it is harmless to print, else a new one. */
export const requestIdOf = (given: string | null | undefined): string => (given && SAFE.test(given) ? given : newId());
