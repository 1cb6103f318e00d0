/**
 * The folder that the product stands in: the checkout, or the hub's folder of a packaged desktop. Its package.json marks
 * it, wherever the bundler has put the module that asks.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export function rootOf(moduleUrl: string): string {
  let dir = dirname(fileURLToPath(moduleUrl));
  while (!existsSync(join(dir, 'package.json'))) {
    if (dirname(dir) === dir) throw new Error(`no package.json above ${fileURLToPath(moduleUrl)}`);
    dir = dirname(dir);
  }
  return dir;
}
