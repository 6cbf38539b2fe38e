/** Which loose files belong together: those of a folder, and those that one file has psql read. */
import type { Neighbours } from '../fold/neighbours';
import type { Steps } from '../model/steps';
import type { SqlDocument } from '../sql/document/statement';
import { folderOf, pathOfUri, uriOfPath } from './files';
import type { Trees } from './tree';

/** What more there are is not looked at. */
const MOST_BESIDE = 500;
/** `\\i file`, `\\ir file`, in quotes or not. */
const included = /^[ \t]*\\(?:i|ir|include|include_relative)[ \t]+(?:'([^'\n]+)'|([^\s;']+))/gm;

export const sameItems = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, at) => one === b[at]);

interface AnsweredBeside {
  readonly words: readonly string[];
  readonly documents: readonly SqlDocument[];
}
export class LooseNeighbours {
  /** What was answered last, by URI. */
  readonly #asked = new Map<string, AnsweredBeside>();
  readonly #lower = new Map<string, { readonly text: string; readonly lower: string }>();

  constructor(
    readonly trees: Pick<Trees, 'looseBeside' | 'isLoose' | 'read'>,
    readonly parsing: (uri: string) => Steps<SqlDocument | undefined>,
  ) {}

  of(uri: string): Neighbours {
    const [find, asked] = [(words: readonly string[]) => this.#find(uri, words), this.#asked];
    return function* (words) {
      const documents = yield* find(words);
      asked.set(uri, { words, documents });
      return documents;
    };
  }
  /** Whether what was answered would be answered again; nothing was, where nothing depends on it. */
  *areSame(uri: string): Steps<boolean> {
    const asked = this.#asked.get(uri);
    return !asked || sameItems(asked.documents, yield* this.#find(uri, asked.words));
  }
  forget(uri: string): void {
    this.#asked.delete(uri);
  }

  *#find(uri: string, words: readonly string[]): Steps<readonly SqlDocument[]> {
    const path = pathOfUri(uri);
    const lower = words.map((word) => word.toLowerCase());
    const documents: SqlDocument[] = [];
    const all = path === undefined ? [] : new Set([...this.trees.looseBeside(path), ...this.#readWith(path)]);
    for (const beside of [...all].slice(0, MOST_BESIDE)) {
      const text = this.#lowerText(beside);
      const document = lower.some((word) => text.includes(word)) ? yield* this.parsing(uriOfPath(beside)) : undefined;
      if (document) documents.push(document);
      yield;
    }
    return documents;
  }
  /** What the loose files beside it and above it read with it. */
  #readWith(path: string): readonly string[] {
    const found = new Set<string>();
    for (let folder = folderOf(path); folder !== '/'; folder = folderOf(folder))
      for (const one of this.trees.looseBeside(`${folder}/`)) {
        const read = this.#readBy(one);
        if (read.has(path)) for (const each of read) found.add(each);
      }
    found.delete(path);
    return [...found].filter((each) => this.trees.isLoose(each)).sort();
  }
  /** The file, and what it reads, whatever reads it there. */
  #readBy(path: string): ReadonlySet<string> {
    const all = new Set([path]);
    for (const one of all)
      for (const [, quoted, bare] of (this.trees.isLoose(one) ? (this.trees.read(one) ?? '') : '').matchAll(included))
        if (all.size < MOST_BESIDE) all.add(pathFrom(folderOf(one), (quoted ?? bare)!));
    return all;
  }
  #lowerText(path: string): string {
    const text = this.trees.read(path) ?? '';
    const known = this.#lower.get(path);
    if (known?.text === text) return known.lower;
    const lower = text.toLowerCase();
    this.#lower.set(path, { text, lower });
    return lower;
  }
}
/** The path that a relative one means in a folder. */
function pathFrom(folder: string, relative: string): string {
  const parts = folder.split('/');
  for (const part of relative.split('/'))
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  return parts.join('/');
}
