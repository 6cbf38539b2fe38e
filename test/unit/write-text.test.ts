/** What a command writes is there whole, or what was there before is. */
import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeText } from '../../server/src/cli/write-text';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'devschema-write-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('is put in the place of what was there, with its mode, and through a link', () => {
  const [file, link] = [join(folder, 'a.json'), join(folder, 'link.json')];
  writeFileSync(file, 'before');
  chmodSync(file, 0o640);
  symlinkSync(file, link);
  writeText(link, 'after');
  expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual(['after', 0o640]);
  expect(readdirSync(folder).sort()).toEqual(['a.json', 'link.json']);
});
it('makes what a link leads to that is not there yet', () => {
  const [file, link] = [join(folder, 'a.json'), join(folder, 'link.json')];
  symlinkSync(file, link);
  writeText(link, 'made');
  expect([readFileSync(file, 'utf8'), lstatSync(link).isSymbolicLink()]).toEqual(['made', true]);
});
it('leaves nothing of itself where it cannot be written', () => {
  expect(() => writeText(folder, 'x', 'there')).toThrow('there cannot be written: it is a folder');
  expect(() => writeText(join(folder, 'none/a.json'), 'x', 'a.json')).toThrow(
    'a.json cannot be written: its folder does not exist',
  );
  expect(readdirSync(folder)).toEqual([]);
});
