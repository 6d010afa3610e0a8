/** Signs a person in over HTTP, as a browser would. @returns the Cookie header of their session */
export async function signIn(base, { email, password }) {
  const jar = new Map();
  const send = async (address, init = {}) => {
    const answer = await fetch(base + address, { redirect: "manual", ...init, headers: { ...init.headers, Origin: base, Cookie: cookies(jar) } });
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair] = cookie.split(";");
      jar.set(pair.slice(0, pair.indexOf("=")), pair);
    }
    return answer;
  };
  const { csrfToken } = await (await send("/api/auth/csrf")).json();
  const body = new URLSearchParams({ csrfToken, email, password, json: "true" });
  const answer = await send("/api/auth/callback/credentials", { method: "POST", body });
  const session = [...jar.keys()].find((name) => name.endsWith("countersign-session"));
  if (!answer.ok || !session) throw new Error(`${email} could not sign in: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
  return jar.get(session);
}

const cookies = (jar) => [...jar.values()].join("; ");
