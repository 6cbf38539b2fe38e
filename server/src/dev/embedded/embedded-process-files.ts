/**
 * The embedded PostgreSQL's data directory, in memory, filled from a tar. PGlite's own way copies each file several times,
 * which takes longer than the server's start.
 */
import { EmscriptenBuiltinFilesystem } from '@electric-sql/pglite/basefs';
import { entriesOf } from './tar';

/** Where PGlite has it. */
export const DATA = '/pglite/data';

export class DataDirectory extends EmscriptenBuiltinFilesystem {
  readonly #tar: () => Promise<Uint8Array>;
  constructor(tar: () => Promise<Uint8Array>) {
    super();
    this.#tar = tar;
  }
  /** Files begin as parts of the tar, which therefore stays; what is written to is copied by then. */
  override async initialSyncFs(): Promise<void> {
    const { FS } = this.pg!.Module;
    FS.mkdirTree(DATA);
    for (const { path, isFolder, bytes } of entriesOf(await this.#tar())) {
      if (isFolder) FS.mkdirTree(`${DATA}/${path}`);
      else FS.writeFile(`${DATA}/${path}`, bytes, { canOwn: true });
    }
  }
}
