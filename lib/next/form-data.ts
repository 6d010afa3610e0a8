/**
 * A form's fields as an object: `a.b` nests, a name that ends in `[]` is always a list, as is one given more than
 * once. Empty files and React's own fields are left out. Keys of the prototype are taken for plain text, never followed.
 */
export function formObject(form: FormData): Record<string, unknown> {
  const root = plain();
  for (const name of new Set(form.keys())) {
    if (name.startsWith("$ACTION")) continue;
    const values = form.getAll(name).filter((value) => typeof value === "string");
    if (values.length === 0) continue;
    const list = name.endsWith("[]");
    place(root, (list ? name.slice(0, -2) : name).split("."), list || values.length > 1 ? values : values[0]);
  }
  return root;
}

function place(into: Record<string, unknown>, [key, ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    into[key!] = value;
    return;
  }
  const inner = Object.hasOwn(into, key!) && isObject(into[key!]) ? (into[key!] as Record<string, unknown>) : plain();
  into[key!] = inner;
  place(inner, rest, value);
}

/** What was typed, to fill the form again after a refusal: text fields that are no secrets. */
export function typedAgain(form: FormData): Record<string, string> {
  const typed: Record<string, string> = {};
  for (const [name, value] of form.entries()) {
    if (typeof value === "string" && !name.startsWith("$ACTION") && !/password|current|secret|token|credential/i.test(name)) typed[name] = value;
  }
  return typed;
}

// Without a prototype `__proto__` is a key like any other.
const plain = () => Object.create(null) as Record<string, unknown>;
const isObject = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);
