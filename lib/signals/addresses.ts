/** E-mail addresses in a text, found from their `@`: linear, where a pattern that starts with the name is not. */
export function emailsIn(text: string, most = 50): { value: string; start: number; end: number }[] {
  const found: { value: string; start: number; end: number }[] = [];
  for (let at = text.indexOf("@"); at > 0 && found.length < most; at = text.indexOf("@", at + 1)) {
    let start = at;
    while (start > 0 && at - start < 64 && isName(text.charCodeAt(start - 1))) start--;
    DOMAIN.lastIndex = at + 1;
    if (start < at && DOMAIN.test(text)) found.push({ value: text.slice(start, DOMAIN.lastIndex), start, end: DOMAIN.lastIndex });
  }
  return found;
}

const DOMAIN = /(?:[a-z0-9-]{1,63}\.){1,8}[a-z][a-z0-9-]{1,62}(?![\w@])/iy;
const isName = (code: number): boolean => (code > 47 && code < 58) || (code > 64 && code < 91) || (code > 96 && code < 123) || code === 46 || code === 95 || code === 43 || code === 45;
