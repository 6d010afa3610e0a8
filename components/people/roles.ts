/** What a role means, in the words of every page that offers one. */
export const ROLE_CHOICES = [
  { value: "auditor", label: "Auditor", hint: "Reads everything, decides nothing." },
  { value: "reviewer", label: "Reviewer", hint: "Decides what agents propose, in the groups they belong to." },
  { value: "admin", label: "Admin", hint: "Decides, and administers policy, tools, agents and people." },
];

export const roleWord = (role: string): string => ROLE_CHOICES.find(({ value }) => value === role)?.label ?? role;
