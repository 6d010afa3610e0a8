import { contentScenes } from "./content-agent";
import { financeScenes } from "./finance-agent";
import type { Run, Scene } from "./scene";
import type { Role } from "./settings";
import { supportScenes } from "./support-agent";

export const scenesOf: Record<Role, (run: Run) => Scene[]> = {
  support: supportScenes,
  finance: financeScenes,
  content: contentScenes,
};
