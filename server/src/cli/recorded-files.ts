/** What a run is told by the file system, so that a later one can see whether it would be told the same. */
import { fingerprintOf } from '../text/fingerprint';
import type { FileSystem } from '../workspace/files';

/** What was asked for: a file, or a folder to so many levels; and what of it was answered. */
export type Answered = readonly [what: 'file' | 'folder', path: string, depth: number, answer: string];

export class RecordedFiles implements FileSystem {
  readonly #answers = new Map<string, Answered>();
  /** A file was another within one run, or not all was told. */
  #isVague = false;
  constructor(readonly files: FileSystem) {}

  async list(...[root, options = {}]: Parameters<FileSystem['list']>): Promise<readonly string[]> {
    const { depth, incomplete } = options;
    const paths = await this.files.list(root, {
      ...options,
      incomplete: (reason) => {
        this.#isVague = true;
        incomplete?.(reason);
      },
    });
    this.#note(['folder', root, depth ?? 0, fingerprintOf(paths)]);
    return paths;
  }
  read(path: string): string | undefined {
    const text = this.files.read(path);
    this.#note(['file', path, 0, answerText(text)]);
    return text;
  }
  whyUnread(path: string): string | undefined {
    const why = this.files.whyUnread?.(path);
    if (why !== undefined) this.#isVague = true;
    return why;
  }
  confine(folders: readonly string[]): void {
    this.files.confine?.(folders);
  }

  /** Undefined where nothing can be made of it later. */
  get answers(): readonly Answered[] | undefined {
    return this.#isVague ? undefined : [...this.#answers.values()];
  }
  /** The texts of the files, where all is answered as it was. */
  async same(answers: readonly Answered[]): Promise<ReadonlyMap<string, string> | undefined> {
    const texts = new Map<string, string>();
    for (const [what, path, depth, answer] of answers) {
      if (what === 'folder') {
        const paths = await this.list(path, depth === 0 ? {} : { depth });
        if (this.#isVague || fingerprintOf(paths) !== answer) return undefined;
        continue;
      }
      const text = this.read(path);
      if (answerText(text) !== answer) return undefined;
      if (text !== undefined) texts.set(path, text);
    }
    return texts;
  }
  #note(answered: Answered): void {
    const [what, path, depth, answer] = answered;
    const key = `${what} ${depth} ${path}`;
    const before = this.#answers.get(key);
    if (before && before[3] !== answer) this.#isVague = true;
    this.#answers.set(key, answered);
  }
}
const answerText = (text: string | undefined): string => (text === undefined ? '' : fingerprintOf([text]));
