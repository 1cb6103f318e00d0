/** An address from outside; null where it is none. `URL.canParse` is younger than some Electrons that people still have. */
export function parsedUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
