/** An address from outside; null where it is none. `URL.canParse` is younger than some Electrons that people still have. */
export function parsedUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
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
