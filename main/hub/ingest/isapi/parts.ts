/**
 * The parts of an endless multipart answer, whatever the borders of its chunks: texts whole, pictures passed over without
 * being kept. Nothing grows without bound: neither a head, nor a text, nor a part that has no end.
 */
const longestHead = 8 * 1024;
const longestText = 256 * 1024;
/** A picture may be as long; what goes on longer is no part any more. */
const longestPart = 32 * 1024 * 1024;

export interface PartSplitter {
  /** Throws where the stream is none that can be followed. */
  push(chunk: Uint8Array): void;
}

interface Body {
  /** A text that is to be told once it is whole. */
  isKept: boolean;
  /** Bytes that are still to come; null: until the next boundary. */
  left: number | null;
  passed: number;
}

/** `boundary`: as the header has it; some write it there with the dashes that come before it. */
export function createPartSplitter(
  boundary: string,
  on: { readonly text: (bytes: Buffer) => void; readonly tooLong: (bytes: number) => void },
): PartSplitter {
  const delimiter = Buffer.from(`--${boundary.replace(/^-+/, '')}`);
  let pending: Buffer = Buffer.alloc(0);
  let at: 'boundary' | 'head' | 'body' = 'boundary';
  let body: Body = { isKept: false, left: null, passed: 0 };
  let kept: Buffer[] = [];

  function tell(bytes: Buffer): void {
    const text = trimmed(bytes);
    if (text.byteLength > 0) on.text(text);
  }

  /** Whether there is more to do with what is here. */
  function seekBoundary(): boolean {
    const found = pending.indexOf(delimiter);
    if (found < 0) {
      pending = pending.subarray(Math.max(0, pending.length - delimiter.length + 1));
      return false;
    }
    pending = pending.subarray(found + delimiter.length);
    at = 'head';
    return true;
  }

  function readHead(): boolean {
    const end = endOfHead(pending);
    if (end === null) {
      if (pending.length <= longestHead) return false;
      on.tooLong(pending.length);
      at = 'boundary';
      return true;
    }
    const head = pending.subarray(0, end.from).toString('latin1');
    pending = pending.subarray(end.to);
    const length = /^content-length:[ \t]*(\d{1,12})[ \t]*$/im.exec(head)?.[1];
    const left = length === undefined ? null : Number(length);
    if (left !== null && left > longestPart) throw new Error(`a part of ${left} bytes`);
    const isPicture = /^content-type:[ \t]*(?:image|video|audio|application\/octet-stream)/im.test(head);
    const isLong = left !== null && left > longestText;
    if (isLong && !isPicture) on.tooLong(left);
    body = { isKept: !isPicture && !isLong, left, passed: 0 };
    kept = [];
    at = 'body';
    return true;
  }

  function readCounted(left: number): boolean {
    const taken = pending.subarray(0, left);
    if (body.isKept && taken.length > 0) kept.push(taken);
    pending = pending.subarray(taken.length);
    body.left = left - taken.length;
    if (body.left > 0) return false;
    if (body.isKept) tell(Buffer.concat(kept));
    kept = [];
    at = 'boundary';
    return true;
  }

  function readToBoundary(): boolean {
    const found = pending.indexOf(delimiter);
    if (found >= 0) {
      if (body.isKept && found <= longestText) tell(pending.subarray(0, found));
      else if (body.isKept) on.tooLong(found);
      pending = pending.subarray(found);
      at = 'boundary';
      return true;
    }
    // Told at once: the next boundary comes with the next event.
    if (body.isKept && isWhole(pending)) {
      tell(pending);
      body.isKept = false;
    }
    if (body.isKept && pending.length > longestText) {
      on.tooLong(pending.length);
      body.isKept = false;
    }
    if (body.isKept) return false;
    const rest = pending.subarray(Math.max(0, pending.length - delimiter.length + 1));
    body.passed += pending.length - rest.length;
    if (body.passed > longestPart) throw new Error('a part without end');
    pending = rest;
    return false;
  }

  return {
    push(chunk) {
      pending = pending.length === 0 ? Buffer.from(chunk) : Buffer.concat([pending, chunk]);
      for (let goesOn = true; goesOn;) {
        if (at === 'boundary') goesOn = seekBoundary();
        else if (at === 'head') goesOn = readHead();
        else goesOn = body.left === null ? readToBoundary() : readCounted(body.left);
      }
    },
  };
}

/** `boundary` of a `multipart/…` header; null: it is none. */
export function boundaryIn(contentType: string | undefined): string | null {
  if (contentType === undefined || !/^\s*multipart\//i.test(contentType)) return null;
  const found = /;\s*boundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType);
  return found?.[1] ?? found?.[2] ?? 'boundary';
}

function endOfHead(bytes: Buffer): { from: number; to: number } | null {
  const windows = bytes.indexOf('\r\n\r\n');
  const unix = bytes.indexOf('\n\n');
  if (windows >= 0 && (unix < 0 || windows < unix)) return { from: windows, to: windows + 4 };
  return unix < 0 ? null : { from: unix, to: unix + 2 };
}

function trimmed(bytes: Buffer): Buffer {
  let [from, to] = [0, bytes.length];
  while (from < to && isBlank(bytes[from])) from++;
  while (to > from && isBlank(bytes[to - 1])) to--;
  return bytes.subarray(from, to);
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

const end = Buffer.from('EventNotificationAlert>');

/** A document that is known to be over without the boundary behind it. */
function isWhole(bytes: Buffer): boolean {
  const text = trimmed(bytes);
  if (text.subarray(-end.length).equals(end)) return text.indexOf('</') >= 0;
  if (text[0] !== 0x7b || text.at(-1) !== 0x7d) return false;
  try {
    JSON.parse(text.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}
