/** The shell's own pages, for when the hub has none to give. No script runs in them. */
import type { Fault } from '#shared/protocol/result.ts';
import { faultText } from '#shared/i18n/faults/faultText.ts';
import type { ShellTexts } from './texts.ts';

/** Following this link asks the shell to try again; it is never loaded. */
export const retryUrl = 'https://retry.linli.invalid/';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (char) => escapes[char] ?? char);

function page(texts: ShellTexts, body: string): string {
  return `<!doctype html><html lang="${texts.locale}"><meta charset="utf-8"><title>Linli 邻里</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
body { margin: 0; height: 100vh; display: grid; place-content: center; justify-items: center; gap: 1rem; background: #14171b; color: #dfe5ea; font: 18px/1.5 Inter, 'Noto Sans SC', system-ui, sans-serif; text-align: center; }
h1 { font-size: 1.7rem; font-weight: 650; margin: 0; }
p { margin: 0; color: #9aa5b0; max-width: 46rem; white-space: pre-line; overflow-wrap: anywhere; }
a { margin-top: 0.6rem; padding: 0.6rem 2.2rem; border-radius: 6px; border: 1px solid #4a5662; background: #232a31; color: inherit; text-decoration: none; }
a:hover, a:focus-visible { border-color: #8d98a4; outline: none; }
</style>${body}</html>`;
}

export function startingPage(texts: ShellTexts): string {
  return page(texts, `<h1>Linli 邻里</h1><p role="status">${escaped(texts.starting)}</p>`);
}

export function faultPage(texts: ShellTexts, fault: Fault): string {
  const { message, tip } = faultText(fault, texts.language);
  const ended = fault.code === 'hub-ended';
  const detail = ended
    ? ''
    : `${message}
`;
  return page(
    texts,
    `<h1 role="alert">${escaped(ended ? message : texts.unreachable)}</h1><p>${escaped(detail + (tip || texts.tip))}</p><a href="${retryUrl}" autofocus>${escaped(texts.retry)}</a>`,
  );
}
