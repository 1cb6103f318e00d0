/** Who may import whom. No ignore list: a new exception is a new decision. */
import { globSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { stepOf } from '#shared/incidents/procedure.ts';
import { systems } from '#shared/systems/index.ts';
import { en } from '#shared/i18n/en.ts';
import { zh } from '#shared/i18n/zh.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const files = globSync('{main,renderer,shared,models}/**/*.{ts,tsx}', { cwd: root });

const subpaths: readonly (readonly [string, string])[] = [
  ['#shared/', 'shared/'],
  ['#hub/', 'main/hub/'],
  ['#main/', 'main/'],
  ['#models/', 'models/'],
  ['#scene/', 'renderer/scene/'],
  ['#globe/', 'renderer/globe/'],
  ['#state/', 'renderer/state/'],
  ['#commands/', 'renderer/commands/'],
  ['#ui/', 'renderer/ui/'],
  ['#panels/', 'renderer/panels/'],
  ['#renderer/', 'renderer/'],
];

interface Import {
  readonly from: string;
  readonly specifier: string;
  /** Path in the repository; null for packages. */
  readonly to: string | null;
}

function importsOf(from: string): Import[] {
  const text = readFileSync(join(root, from), 'utf8');
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s[^'";]*?from\s*'([^']+)'|import\(\s*'([^']+)'\s*\)|(?:^|\n)import\s*'([^']+)'/g,
  );
  return [...found].map((match) => {
    const specifier = match[1] ?? match[2] ?? match[3] ?? '';
    const subpath = subpaths.find(([prefix]) => specifier.startsWith(prefix));
    const to = subpath
      ? subpath[1] + specifier.slice(subpath[0].length)
      : specifier.startsWith('.')
        ? normalize(join(dirname(from), specifier))
        : null;
    return { from, specifier, to };
  });
}

const all = files.flatMap(importsOf);
const isTest = (path: string) => /\.test\.tsx?$|testHub\.ts$/.test(path);
const room = (path: string) => /^main\/hub\/([^/]+)\//.exec(path)?.[1] ?? null;

function violations(wrong: (one: Import & { to: string }) => boolean): string[] {
  return all
    .filter((one): one is Import & { to: string } => one.to !== null && wrong({ ...one, to: one.to }))
    .map((one) => `${one.from} → ${one.specifier}`);
}

describe('import boundaries', () => {
  it('sees the imports of the whole house', () => {
    expect(all.length).toBeGreaterThan(300);
  });

  it('shared imports nothing but itself, and no Node, DOM library or three', () => {
    expect(violations(({ from, to }) => from.startsWith('shared/') && !to.startsWith('shared/'))).toEqual([]);
    const packages = all
      .filter((one) => one.to === null && one.from.startsWith('shared/') && !isTest(one.from))
      .map((one) => one.specifier);
    expect(
      [...new Set(packages)].filter((name) => !['typebox', 'typebox/value', 'ml-matrix'].includes(name)),
    ).toEqual([]);
    // Linear algebra is for physics alone (decision 31).
    const reckoning = all.filter(({ specifier, from }) => specifier === 'ml-matrix' && !isTest(from));
    expect(reckoning.filter(({ from }) => !from.startsWith('shared/physics/'))).toEqual([]);
  });

  it('the hub imports shared and itself only; a room, another room’s index only', () => {
    expect(
      violations(
        ({ from, to }) =>
          from.startsWith('main/hub/') && !to.startsWith('main/hub/') && !to.startsWith('shared/'),
      ),
    ).toEqual([]);
    const inner = ({ from, to }: Import & { to: string }) => {
      const [own, other] = [room(from), room(to)];
      return own !== null && other !== null && own !== other && !/^main\/hub\/[^/]+\/index\.ts$/.test(to);
    };
    expect(violations(inner)).toEqual([]);
  });

  it('electron is imported by main/electron and its entry alone', () => {
    const users = all.filter((one) => one.specifier === 'electron').map((one) => one.from);
    expect(users.filter((from) => !from.startsWith('main/electron/') && from !== 'main/index.ts')).toEqual(
      [],
    );
    expect(
      violations(
        ({ from, to }) =>
          from.startsWith('main/electron/') && !to.startsWith('main/electron/') && !to.startsWith('shared/'),
      ),
    ).toEqual([]);
  });

  it('the renderer imports shared and itself, and downwards only', () => {
    expect(
      violations(
        ({ from, to }) =>
          from.startsWith('renderer/') && !to.startsWith('renderer/') && !to.startsWith('shared/'),
      ),
    ).toEqual([]);
    // From the top: app → screens → systems → panels → charts → commands → state → scene, globe → ui.
    const layers = [
      /^app\//,
      /^screens\//,
      /^systems\//,
      /^panels\//,
      /^charts\//,
      /^commands\//,
      /^state\//,
      /^(scene|globe)\//,
      /^ui\//,
    ];
    const layer = (path: string) => layers.findIndex((one) => one.test(path.replace('renderer/', '')));
    expect(
      violations(
        ({ from, to }) => !isTest(from) && layer(from) >= 0 && layer(to) >= 0 && layer(to) < layer(from),
      ),
    ).toEqual([]);
  });

  it('a panel imports another subject’s index only', () => {
    const subject = (path: string) => /^renderer\/panels\/([^/]+)\//.exec(path)?.[1] ?? null;
    expect(
      violations(({ from, to }) => {
        const [own, other] = [subject(from), subject(to)];
        const outside = own !== null && other !== null && own !== other;
        return outside && !/^renderer\/panels\/[^/]+\/index\.ts$/.test(to);
      }),
    ).toEqual([]);
  });

  it('the screen has no module-level singletons: stores are made by a context', () => {
    const made = files
      .filter((path) => /^renderer\/(state|commands|panels|screens)\//.test(path) && !isTest(path))
      .filter((path) =>
        /^(export )?(const|let) \w+ = create(Store)?[<(]/m.test(readFileSync(join(root, path), 'utf8')),
      );
    expect(made).toEqual([]);
  });

  it('three is imported by the scene alone', () => {
    const users = all
      .filter((one) => one.specifier === 'three' || one.specifier.startsWith('three/'))
      .map((one) => one.from);
    expect(
      users.filter(
        (from) =>
          !from.startsWith('renderer/scene/') && !isTest(from) && !from.startsWith('main/hub/models/'),
      ),
    ).toEqual([]);
  });

  it('generators import shared and themselves', () => {
    expect(
      violations(
        ({ from, to }) =>
          from.startsWith('models/') &&
          !isTest(from) &&
          !to.startsWith('models/') &&
          !to.startsWith('shared/'),
      ),
    ).toEqual([]);
  });

  it('no import climbs more than one level', () => {
    expect(
      all.filter((one) => one.specifier.startsWith('../../')).map((one) => `${one.from} → ${one.specifier}`),
    ).toEqual([]);
  });
});

describe('the house', () => {
  it('has no file above 400 lines and nine in ten below 250', () => {
    const lines = files.map((file) => ({
      file,
      lines: readFileSync(join(root, file), 'utf8').split('\n').length,
    }));
    expect(lines.filter((one) => one.lines > 400).map((one) => one.file)).toEqual([]);
    expect(lines.filter((one) => one.lines > 250).length / lines.length).toBeLessThan(0.1);
  });

  it('names no system where any could be meant: panels, scene, state and the hub read the declarations', () => {
    const named = new RegExp(`['"\`](${systems.map(({ id }) => id).join('|')})['"\`]`);
    const readers = files.filter(
      (file) =>
        /^(renderer\/(panels|scene|state)|main\/hub)\//.test(file) &&
        !isTest(file) &&
        !/\/test[A-Z]\w*\.ts$/.test(file),
    );
    // What a test finds an element by names no system.
    const code = (file: string) => readFileSync(join(root, file), 'utf8').replace(/data-testid="[^"]*"/g, '');
    expect(readers.filter((file) => named.test(code(file)))).toEqual([]);
  });

  it('has views of systems under their ids only', () => {
    const folders = readdirSync(join(root, 'renderer/systems'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    expect(folders.filter((name) => !systems.some(({ id }) => id === name))).toEqual([]);
  });

  it('lists a system for each folder and a folder for each system', () => {
    const folders = readdirSync(join(root, 'shared/systems'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    expect(systems.map((system) => system.id).sort()).toEqual(folders.sort());
    expect(new Set(systems.map((system) => system.id)).size).toBe(systems.length);
  });

  it('holds no sentence in two languages at once', () => {
    const glued = /\p{Script=Han}[^'"`\n]* \/ \p{Script=Latin}{2}/u;
    // In comments a name may stand beside its translation.
    const code = (file: string) =>
      readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
    expect(files.filter((file) => !isTest(file) && glued.test(code(file)))).toEqual([]);
  });

  it('has each text once: a key of one subject does not hide that of another', () => {
    const keys = globSync('shared/i18n/{zh,*/zh}.ts', { cwd: root }).flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/^ {2}'([^']+)':/gm)].map((match) => match[1]),
    );
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  });

  it('has every text in both languages, with the same blanks to fill', () => {
    const blanks = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();
    const english = new Map<string, string>(Object.entries(en));
    // A text that counts has two forms in English.
    const formsOf = (key: string, text: string) =>
      blanks(text).includes('count') ? [`${key}_one`, `${key}_other`] : [key];
    expect([...english.keys()].sort()).toEqual(
      Object.entries(zh)
        .flatMap(([key, text]) => formsOf(key, text))
        .sort(),
    );
    for (const [key, text] of Object.entries(zh)) {
      for (const form of formsOf(key, text)) {
        const found = english.get(form) ?? '';
        // Of one thing the number need not be said.
        if (!form.endsWith('_one')) expect(blanks(found), form).toEqual(blanks(text));
        expect(found.trim(), form).not.toBe('');
      }
    }
    for (const system of systems) {
      const texts = [
        system.name,
        ...system.points.map((point) => point.name),
        ...system.rules.flatMap((rule) => [
          rule.name,
          rule.action,
          rule.consequence,
          ...rule.procedure.map((step) => stepOf(step).text),
        ]),
      ];
      for (const text of texts)
        expect(text.zh.trim() && text.en.trim(), `${system.id}: ${text.zh}`).toBeTruthy();
      for (const rule of system.rules) {
        if (rule.point !== undefined)
          expect(
            system.points.map((point) => point.id),
            `${system.id}/${rule.id}`,
          ).toContain(rule.point);
      }
    }
  });
});
