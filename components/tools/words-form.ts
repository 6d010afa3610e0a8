export const toolForm = {
  what: "What it is",
  name: "Name",
  nameHint: "What agents call: letters, digits and _ . : / -",
  title: "Title",
  description: "Description",
  access: "Access",
  accessHint: "Decides its tier, unless the policy overrides it.",
  accesses: { read: "Only reads", draft: "Prepares a draft", write: "Changes something", destructive: "Destroys something" },
  data: "Data it touches",
  dataHint: "Words, separated by commas.",
  takes: "What it takes",
  schema: "Schema of its params",
  schemaHint: "JSON Schema 2020-12 of an object. What does not fit is refused with every fault.",
  sensitive: "Sensitive params",
  sensitiveHint: "JSON Pointers, one a line, such as /phone. Encrypted at rest and masked everywhere.",
  carriesOut: "What carries it out",
  undoes: "What undoes it",
  reversibility: "Reversibility",
  reversibilities: {
    reversible: "Reversible: put back as it was",
    compensable: "Compensable: made good by another call",
    irreversible: "Irreversible",
  },
  rollbackWithin: "May be rolled back within",
  rollbackWithinHint: "Such as 7d; empty for no limit.",
  publish: (version: number) => `Publish version ${version}`,
  register: "Register tool",
  cancel: "Cancel",
} as const;

export const summaryField = {
  label: "Sentence for reviewers",
  hint: "Values are {path} or {path|filter}; filters are text, count, list, date, money:currency.",
  readsLike: "Reads like:",
} as const;

export const bindingFields = {
  connector: "Connector",
  chooseConnector: "Choose a connector",
  connectorChoice: (name: string, kind: string) => `${name} (${kind})`,
  operation: "Operation",
  connectorFirst: "Choose a connector first",
  binding: "Binding",
  bindingHint: "How params become the call, as JSON. A value is {{params.name}}.",
  /** By the connector's kind. */
  bindingHints: {
    http: 'Such as {"method": "POST", "path": "/refunds", "body": {"amount": "{{params.amount}}"}, "success": {"status": [201]}, "idempotent": true}',
    email: 'Such as {"to": "{{params.to}}", "subject": "{{params.subject}}", "text": "{{params.text}}"}',
    postgres: 'Such as {"table": "prices", "key": "{{params.article}}", "set": {"amount": "{{params.amount}}"}}',
    agent: "The agent runs it itself: {}",
  } as Readonly<Record<string, string>>,
} as const;
