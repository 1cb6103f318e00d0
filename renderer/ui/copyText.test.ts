import { afterEach, expect, it, vi } from 'vitest';
import { copyText } from './copyText.ts';

afterEach(() => vi.unstubAllGlobals());

class FakeElement {
  readonly style: Record<string, string> = {};
  value = '';
  parentElement = null;
  select(): void {}
  remove(): void {}
  focus(): void {}
}

function page(clipboard: object | undefined, copies: () => boolean) {
  const marked: string[] = [];
  vi.stubGlobal('navigator', { clipboard });
  vi.stubGlobal('HTMLElement', FakeElement);
  vi.stubGlobal('document', {
    activeElement: new FakeElement(),
    body: { append: ({ value }: FakeElement) => void marked.push(value) },
    createElement: () => new FakeElement(),
    execCommand: copies,
  });
  return marked;
}

it('copies over plain http, where there is no clipboard, and says where it could not', async () => {
  const marked = page(undefined, () => true);
  expect(await copyText('a token')).toBe(true);
  expect(marked).toEqual(['a token']);
  page(undefined, () => false);
  expect(await copyText('a token')).toBe(false);
  page(undefined, () => {
    throw new Error('not allowed');
  });
  expect(await copyText('a token')).toBe(false);
});

it('asks the clipboard where there is one, and goes the other way where it refuses', async () => {
  const written: string[] = [];
  const marked = page({ writeText: async (text: string) => void written.push(text) }, () => true);
  expect(await copyText('a token')).toBe(true);
  expect([written, marked]).toEqual([['a token'], []]);
  const refused = page({ writeText: () => Promise.reject(new Error('no')) }, () => true);
  expect(await copyText('a token')).toBe(true);
  expect(refused).toEqual(['a token']);
});
