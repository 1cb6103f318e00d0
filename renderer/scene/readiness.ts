/**
 * When a picture may be drawn: once its shaders are made and there is something to show. One drawn earlier would only
 * wait for the card, and keep the page from hearing the hub meanwhile.
 */

/** Shaders that are not made by then are waited for while drawing. */
const SHADERS_MS = 3000;

export interface Readiness {
  readonly isReady: boolean;
  hasContent(): void;
}

export function createReadiness(made: Promise<unknown> | undefined, ready: () => void): Readiness {
  let shaders = false;
  let content = false;
  const shadersMade = () => {
    if (shaders) return;
    shaders = true;
    if (content) ready();
  };
  void made?.then(shadersMade);
  setTimeout(shadersMade, SHADERS_MS);
  return {
    get isReady() {
      return shaders && content;
    },
    hasContent() {
      content = true;
    },
  };
}
