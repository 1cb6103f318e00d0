/** An IFC file → .frag, in a process of its own: `node bench/writeFragments.ts in.ifc out.frag`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { IfcImporter } from '@thatopen/fragments';

const [input = '', output = ''] = process.argv.slice(2);
const importer = new IfcImporter();
importer.wasm = { path: `${join(import.meta.dirname, '../node_modules/web-ifc')}/`, absolute: true };
writeFileSync(output, await importer.process({ bytes: new Uint8Array(readFileSync(input)) }));
