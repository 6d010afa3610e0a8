import type { Account } from "@/e2e/failures/books";
import type { Client } from "@/e2e/failures/client";
import type { World } from "@/e2e/failures/world";

export type Stage = {
  world: World;
  client: Client;
  /** Begins the ref of each of its actions. */
  name: string;
  /** How many actions it may propose, about. */
  actions: number;
  /** How often it may strike, about. */
  kills: number;
};

export type Scenario = (stage: Stage) => Promise<Account>;
