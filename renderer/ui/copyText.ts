/**
 * Copies a text. Over plain http a browser has no clipboard to ask, so a field with the text is marked and copied as by
 * hand. False: the browser did not let it; say so, and let the person copy it.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    // Absent over plain http, whatever its type says.
    const clipboard: Clipboard | undefined = navigator.clipboard;
    if (clipboard !== undefined) {
      await clipboard.writeText(text);
      return true;
    }
  } catch {
    // Asked and refused: the other way may be open.
  }
  return copyMarked(text);
}

function copyMarked(text: string): boolean {
  const before = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.style.position = 'fixed';
  field.style.opacity = '0';
  // Within an open dialog, which keeps the focus to itself.
  (before?.parentElement ?? document.body).append(field);
  field.select();
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    field.remove();
    if (before instanceof HTMLElement) before.focus();
  }
}
