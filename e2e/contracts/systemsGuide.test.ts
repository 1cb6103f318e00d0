/** The system that docs/systems.md adds is one: taken from the page, loaded, and checked as the catalogue is. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { checkSystem } from '#shared/systems/checkSystem.ts';
import type { SystemDeclaration } from '#shared/systems/declaration.ts';
import { systems } from '#shared/systems/index.ts';
import { wrongInDays } from '#shared/systems/simulatedDays.ts';
import { symbolForm } from '#shared/systems/symbolForm.ts';

const page = readFileSync(new URL('../../docs/systems.md', import.meta.url), 'utf8');
const catalogue = new URL('../../shared/systems/', import.meta.url);
const dir = mkdtempSync(join(tmpdir(), 'linli-guide-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Each block of code under the name of its file. */
const files = [...page.matchAll(/^`shared\/systems\/(tree-tilt\/[\w.]+)`\n\n```\w+\n([\s\S]*?)```$/gm)].map(
  ([, path = '', text = '']) => ({ path, text }),
);

function isDeclaration(value: unknown): value is SystemDeclaration {
  return typeof value === 'object' && value !== null && 'points' in value && 'rules' in value;
}

/** Written out as a folder of the catalogue would be; the builders it stands on are the catalogue's own. */
async function loaded(): Promise<SystemDeclaration> {
  for (const { path, text } of files) {
    mkdirSync(join(dir, path, '..'), { recursive: true });
    writeFileSync(
      join(dir, path),
      text.replaceAll(
        /from '\.\.\/(\w+\.ts)'/g,
        (_all, name: string) => `from '${new URL(name, catalogue).href}'`,
      ),
    );
  }
  const module: unknown = await import(pathToFileURL(join(dir, 'tree-tilt/index.ts')).href);
  const [system] = Object.values(module ?? {}).filter(isDeclaration);
  if (!system) throw new Error('The page declares no system.');
  return system;
}

test('it has every file of a system, the symbol in its form', () => {
  expect(files.map(({ path }) => path).sort()).toEqual(
    ['index.ts', 'rules.ts', 'symbol.svg'].map((name) => `tree-tilt/${name}`),
  );
  expect(files.find(({ path }) => path.endsWith('.svg'))?.text).toMatch(symbolForm);
  expect(readdirSync(catalogue)).not.toContain('tree-tilt');
});

test('its code is a system as every other: whole, and quiet for three days', async () => {
  const system = await loaded();
  expect(system.id).toBe('tree-tilt');
  expect(checkSystem(system, [...systems, system])).toEqual([]);
  expect(wrongInDays(system, 'tree-1', 3, 5)).toEqual([]);
  const taken = systems.flatMap(({ figures = [] }) => figures.map(({ rank }) => rank));
  expect(taken).not.toContain(system.figures?.[0]?.rank);
});
