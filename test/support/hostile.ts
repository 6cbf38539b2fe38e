/** A project as a stranger could have left it: files that are none beside honest ones. Not for Windows. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface HostileProject {
  readonly folder: string;
  write(name: string, text: string): string;
  pipe(name: string): void;
  link(name: string, target: string): void;
  /** A file of that many bytes that takes no space. */
  huge(name: string, bytes: number): void;
  remove(): void;
}

export function hostileProject(): HostileProject {
  const folder = mkdtempSync(path.join(tmpdir(), 'devschema-hostile-'));
  const place = (name: string): string => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    return file;
  };
  return {
    folder,
    write(name, text) {
      const file = place(name);
      writeFileSync(file, text);
      return file;
    },
    pipe: (name) => void spawnSync('mkfifo', [place(name)]),
    link: (name, target) => symlinkSync(target, place(name)),
    huge(name, bytes) {
      const file = place(name);
      writeFileSync(file, '');
      truncateSync(file, bytes);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
