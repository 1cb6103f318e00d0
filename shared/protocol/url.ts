/** An address from outside; null where it is none. `URL.canParse` is younger than some Electrons that people still have. */
export function parsedUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** Name and password that an address carries; null: none. Throws where they are not written as an address has them. */
export function loginIn({
  username,
  password,
}: URL): { readonly name: string; readonly password: string } | null {
  return username === ''
    ? null
    : { name: decodeURIComponent(username), password: decodeURIComponent(password) };
}

/** An address that can be connected to, its login with it: a lone `%` in a password makes it none. */
export function isReadableUrl(text: string): boolean {
  try {
    loginIn(new URL(text));
    return true;
  } catch {
    return false;
  }
}

/** An address as it may be shown: without the name and password it may carry. */
export function withoutLogin(text: string): string {
  return text.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1');
}

/** Words in which addresses may stand, for logs and samples: their logins are struck out. */
export function loginsStruck(text: string): string {
  return text.replace(/(:\\?\/\\?\/)[^\s/"'\\]*@/g, '$1***@');
}
