/** What pages may do: stay on the hub's origin, go full screen, nothing else. Holds for every page of the shell. */
import { app, session, webContents, type WebContents } from 'electron';
import { parsedUrl } from '#shared/protocol/url.ts';

export function fenceIn(hubUrl: () => string | null): void {
  const allowed = (url: string): boolean => {
    const hub = hubUrl();
    return hub !== null && parsedUrl(url)?.origin === parsedUrl(hub)?.origin;
  };
  app.on('web-contents-created', (_event, contents) => fenceContents(contents, allowed));
  for (const contents of allContents()) fenceContents(contents, allowed);
  session.defaultSession.setPermissionRequestHandler((contents, permission, decide) => {
    decide(permission === 'fullscreen' && allowed(contents.getURL()));
  });
  session.defaultSession.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === 'fullscreen' && allowed(origin),
  );
}

function allContents(): readonly WebContents[] {
  return webContents.getAllWebContents();
}

function fenceContents(contents: WebContents, allowed: (url: string) => boolean): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  const stay = (event: { preventDefault(): void }, url: string) => {
    if (!allowed(url)) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
}
