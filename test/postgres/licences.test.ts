/** What ships, by the bill of materials of the build: all of it, under licences that allow it, with their texts. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildUnlessDone } from '../support/build';

const root = path.resolve(import.meta.dirname, '../..');
const dist = path.join(root, 'dist');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

interface Component {
  readonly name: string;
  readonly licenses: readonly { readonly license: { readonly id: string } }[];
  readonly components?: readonly Component[];
}

describe('the licences of what ships', () => {
  let components: readonly Component[] = [];
  beforeAll(() => {
    buildUnlessDone();
    const outer: Component[] = JSON.parse(read('dist/sbom.cdx.json')).components;
    components = outer.flatMap((one) => [one, ...(one.components ?? [])]);
  });

  it('are permissive, every one, and their texts ship too', () => {
    const permissive: string[] = JSON.parse(read('.ci/licences/permissive.json'));
    const notices = read('dist/THIRD-PARTY-NOTICES.txt');
    expect(components.length).toBeGreaterThan(40);
    for (const { name, licenses } of components) {
      expect(permissive, name).toContain(licenses[0]!.license.id);
      expect(notices).toMatch(new RegExp(`^${name}(, in| [\\d.]+ \\()`, 'm'));
    }
  });

  it('are those of all packages whose sources are in the bundles, of those bundled inside of another, too', () => {
    const maps = readdirSync(dist).filter((file) => file.endsWith('.js.map'));
    const sources = maps.flatMap((file) => JSON.parse(read(`dist/${file}`)).sources as string[]);
    const names = sources.flatMap((source) =>
      [...source.matchAll(/node_modules\/((?:@[^/]+\/)?(?!node_modules)[^/.@][^/]*)\//g)].map(([, name]) => name!),
    );
    const known = new Set(components.map(({ name }) => name));
    expect(names.length).toBeGreaterThan(100);
    expect([...new Set(names)].filter((name) => !known.has(name))).toEqual([]);
  });
});
