/** The desktop's window: remembered place, full screen by F11, and plain pages for starting and for faults. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, screen, type Rectangle } from 'electron';
import { type Fault, fault } from '#shared/protocol/result.ts';
import { faultPage, retryUrl, startingPage } from './pages.ts';
import type { ShellTexts } from './texts.ts';

const least = { width: 960, height: 600 } as const;
const usual = { width: 1600, height: 900 } as const;
const aborted = -3;

export interface ShellWindow {
  load(url: string): Promise<void>;
  showStarting(): void;
  showFault(fault: Fault): void;
  onRetry(listener: () => unknown): void;
  focus(): void;
}

interface Place extends Rectangle {
  readonly maximized: boolean;
}

export function openWindow(texts: ShellTexts): ShellWindow {
  const placePath = join(app.getPath('userData'), 'window.json');
  const place = readPlace(placePath);
  const window = new BrowserWindow({
    ...usual,
    ...place,
    minWidth: least.width,
    minHeight: least.height,
    title: app.getName(),
    backgroundColor: '#14171b',
    autoHideMenuBar: true,
    webPreferences: {
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.removeMenu();
  if (place?.maximized) window.maximize();
  window.on('close', () =>
    writeFileSync(
      placePath,
      JSON.stringify({ ...window.getNormalBounds(), maximized: window.isMaximized() }),
    ),
  );

  let retry: () => unknown = () => undefined;
  const { webContents } = window;
  webContents.on('before-input-event', (event, input) => {
    if (input.type !== 'keyDown' || input.key !== 'F11') return;
    event.preventDefault();
    window.setFullScreen(!window.isFullScreen());
  });
  webContents.on('will-navigate', (event, url) => {
    if (url !== retryUrl) return;
    event.preventDefault();
    retry();
  });
  webContents.on('did-fail-load', (_event, code, description, url, isMain) => {
    if (isMain && code !== aborted && url.startsWith('http'))
      showFault(fault('page', { url, reason: description }));
  });
  const show = (html: string) => {
    if (!window.isDestroyed())
      void window.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(html)}`).catch(() => undefined);
  };
  const showFault = (fault: Fault) => show(faultPage(texts, fault));

  return {
    // A page that does not load is told by did-fail-load; the promise says the same again.
    load: (url) => window.loadURL(url).catch(() => undefined),
    showStarting: () => show(startingPage(texts)),
    showFault,
    onRetry(listener) {
      retry = listener;
    },
    focus() {
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
  };
}

/** Null where nothing usable is remembered, or where it lies on a display that is gone. */
function readPlace(path: string): Place | null {
  try {
    const place = JSON.parse(readFileSync(path, 'utf8')) as Place;
    if (![place.x, place.y, place.width, place.height].every(Number.isFinite)) return null;
    const { workArea } = screen.getDisplayMatching(place);
    const seen =
      place.x < workArea.x + workArea.width &&
      place.x + place.width > workArea.x &&
      place.y >= workArea.y - 1 &&
      place.y < workArea.y + workArea.height;
    return seen ? place : null;
  } catch {
    return null;
  }
}
