/** JSON that people write: what cannot be read is told with its line. */
/** `line`: of what is wrong, counted from one. */
export function parseText(
  text: string,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly line: number } {
  // Windows' editors begin a file with a byte order mark.
  const bare = text.replace(/^\uFEFF/, '');
  try {
    const value: unknown = JSON.parse(bare);
    return { ok: true, value };
  } catch {
    return { ok: false, line: lineOfFault(bare) };
  }
}

/** The shortest beginning that nothing could be added to: the engine itself does not always say where. */
function lineOfFault(text: string): number {
  let [good, bad] = [0, text.length + 1];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (canGoOn(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return text.slice(0, bad - 1).split('\n').length;
}

function canGoOn(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return true;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const position = /at position (\d+)/.exec(message)?.[1];
    if (position === undefined) return message.startsWith('Unexpected end');
    return message.startsWith('Unterminated') || Number(position) >= beginning.length;
  }
}
