/** Gives a text to the person as a file. A byte order mark lets spreadsheets read Chinese. */
export function saveFile(name: string, type: string, text: string): void {
  saveBlob(name, new Blob(['\ufeff', text], { type: `${type};charset=utf-8` }));
}

export function saveBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
