/** Nothing derived is stale: `npm run docs` writes what this compares. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { catalogue, groups, ruleCodes } from '../../server/src/rules';
import { expectedDocs, expectedReference, manifestWithLists } from '../docs/content';

const root = path.resolve(__dirname, '../..');
const folder = path.join(root, 'docs/rules');

it('has a page for every rule, and no other', () => {
  expect(readdirSync(folder).sort()).toEqual([...expectedDocs().keys()].sort());
});
it.each([...expectedDocs()])('docs/rules/%s is as the catalogue says', (file, text) => {
  expect(readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n')).toBe(text);
});
const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8').replaceAll('\r\n', '\n');
const files = { manifest: textOf('package.json'), texts: textOf('package.nls.json') };
it.each([...expectedReference(files)])('docs/%s is as the manifest and the command line say', (file, text) => {
  expect(readFileSync(path.join(root, 'docs', file), 'utf8').replaceAll('\r\n', '\n')).toBe(text);
});
it('lists every rule, and every tool of assistants, in the manifest', async () => {
  const made = await manifestWithLists(files);
  expect(JSON.parse(made.manifest)).toEqual(JSON.parse(files.manifest));
  expect(JSON.parse(made.texts)).toEqual(JSON.parse(files.texts));
});
it('has each rule once, with a code of its own, documentation and a title', () => {
  expect(new Set(ruleCodes).size).toBe(catalogue.length);
  expect(groups.flatMap(({ rules }) => rules)).toEqual(catalogue);
  for (const rule of catalogue) {
    expect(rule.code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(rule.title).not.toMatch(/\.$/);
    expect(rule.documentation.length, rule.code).toBeGreaterThan(60);
  }
});
