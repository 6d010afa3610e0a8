import { number, plural } from "@/components/words";

export const importPage = {
  title: "Import tools",
  description:
    "Paste what an MCP server answers to tools/list, function definitions, or JSON Schemas by name. Each becomes a proposal that you correct and confirm; until then it counts as unregistered, and is held as high.",
  back: "Tools",
} as const;

export const importTools = {
  list: "The list",
  file: "File with tools",
  text: "Tools as JSON",
  placeholder: '{ "tools": [ { "name": "send_message", "description": "…", "inputSchema": { … } } ] }',
  propose: "Propose",
  proposals: (count: number) => plural(count, { one: "1 proposal", other: `${number(count)} proposals` }),
  proposalsHint:
    "Access comes from the name and the description; a vendor's hint may raise it, never lower it. Data, destinations and the sentence come from the names of the params. The agents run these tools themselves, once approved; bind one to a connector by editing it.",
  proposalList: "Proposals",
  registered: (count: number) => plural(count, { one: "1 tool is registered", other: `${number(count)} tools are registered` }),
  toTools: "Look at the tools",
  refused: (count: number) => plural(count, { one: "1 was refused", other: `${number(count)} were refused` }),
  refusedHint: "Correct them above, and register them again.",
  register: (count: number) => plural(count, { one: "Register 1 tool", other: `Register ${number(count)} tools` }),
  noneChosen: "Choose at least one that is not registered yet.",
} as const;

type Access = "read" | "draft" | "write" | "destructive";

export const importRow = {
  registered: "Registered",
  /** After the word that is seen, for those who hear one field at a time. */
  of: (tool: string) => ` of ${tool}`,
  access: "Access",
  accesses: { read: "Read", draft: "Draft", write: "Write", destructive: "Destructive" },
  kept: (because: string) => `${because}.`,
  lowered: (proposed: Access, because: string) => `You lower it; proposed was ${proposed}: ${because.charAt(0).toLowerCase()}${because.slice(1)}.`,
  raised: (proposed: Access) => `You raise it; proposed was ${proposed}.`,
  vendor: (hint: string) => `Its vendor says: ${hint}.`,
  undo: "Undo",
  undoHint: "Nothing in a list says that it can be undone.",
  undos: { irreversible: "Cannot be undone", compensable: "The agent can undo it" },
  data: "Data",
  dataHint: "Classes, from the names of its params.",
  sensitive: "Sensitive params",
  sensitiveHint: "Params that are sealed and masked.",
  sentence: "Sentence",
  sentenceHint: "What reviewers read.",
  destinations: "Goes to",
  noDestinations: "No param says where",
} as const;
