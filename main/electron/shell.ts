/**
 * The desktop's life: one instance, a hub (the one named by `--hub`, else its own), a window on it. Screens come from
 * the hub like in any browser; the shell adds the window and nothing to the page.
 */
import { app, dialog } from 'electron';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { parsedUrl } from '#shared/protocol/url.ts';
import { faultText } from '#shared/i18n/faults/faultText.ts';
import { fenceIn } from './fence.ts';
import { startOwnHub, type OwnHub } from './ownHub.ts';
import { shellTexts } from './texts.ts';
import { openWindow, type ShellWindow } from './window.ts';

export function startShell(): void {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  let window: ShellWindow | null = null;
  let hub: OwnHub | null = null;
  let ending = false;
  app.on('second-instance', () => window?.focus());
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (ending || !hub) return;
    // The hub writes everything down before the desktop goes.
    event.preventDefault();
    ending = true;
    void hub.stop().finally(() => app.quit());
  });

  void app.whenReady().then(async () => {
    const given = hubFromLine(process.argv);
    const texts = shellTexts(app.getLocale());
    if (!given.ok) {
      dialog.showErrorBox(app.getName(), faultText(given.error, texts.language).message);
      return app.exit(2);
    }
    const shown = openWindow(texts);
    window = shown;
    const origin = { current: given.value };
    fenceIn(() => origin.current);
    const connect = async (): Promise<void> => {
      if (given.value !== null) return shown.load(given.value);
      shown.showStarting();
      const started = await startOwnHub(app.isPackaged);
      if (ending) return void (started.ok && (await started.value.stop()));
      if (!started.ok) return shown.showFault(started.error);
      hub = started.value;
      origin.current = started.value.url;
      started.value.onEnd(() => {
        hub = null;
        if (!ending) shown.showFault({ code: 'hub-ended' });
      });
      await shown.load(started.value.url);
    };
    shown.onRetry(() => (hub ? shown.load(hub.url) : connect()));
    await connect();
  });
}

/** Null where none is given; only an http or https address will do. */
function hubFromLine(args: readonly string[]): Result<string | null> {
  const text = args.find((arg) => arg.startsWith('--hub='))?.slice('--hub='.length);
  if (text === undefined) return success(null);
  const url = parsedUrl(text);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return success(url.href);
  return failure('option-hub', { value: text });
}
