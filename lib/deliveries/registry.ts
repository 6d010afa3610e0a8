import type { Channels } from "./run";

/** Every way to reach somebody, by its name. */
export const channels: Channels = {};
