/** package.json with the texts that VS Code puts in the place of their keys. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './source-graph';

/** `%key%`: the whole of a string, as VS Code reads a manifest. */
export const textKey = /^%([\w.-]+)%$/;

/** Every string of `value` that is a key, as `texts` has it; one that `texts` lacks stays. */
export function withTexts<T>(value: T, texts: Readonly<Record<string, string>>): T {
  return JSON.parse(JSON.stringify(value), (_, one: unknown) => {
    const key = typeof one === 'string' ? textKey.exec(one)?.[1] : undefined;
    return key === undefined ? one : (texts[key] ?? one);
  });
}

export const readJson = <T>(file: string): T => JSON.parse(readFileSync(path.join(root, file), 'utf8')) as T;

/** The manifest in English. */
export const readManifest = <T>(): T => withTexts(readJson<T>('package.json'), readJson('package.nls.json'));
