/** What a sign-off asks of the machine: what a backup is, and who signs. */
import { readHead } from '../files/reading';
import { t } from '../text/l10n';
import type { Backup, DevAccess } from '../workspace/host';
import { type GitPlace, userName } from './git';

export const signOffDoors = (env: GitPlace['env']): Pick<DevAccess, 'backup' | 'userName'> => ({
  backup: (path) => backupAt(path, path),
  userName: (cwd) => userName({ cwd, env }),
});

/** By its first bytes: the custom format of pg_dump, the plain one, and the table of contents of a directory. */
export function backupAt(path: string, shown: string): Backup {
  const head = headOf(path);
  if ('problem' in head) return { path: shown, problem: `it ${head.problem}` };
  const text = head.bytes.toString('latin1');
  if (text.startsWith('PGDMP') || /^[-\s]*PostgreSQL database (?:cluster )?dump/.test(text))
    return { path: shown, madeAt: head.writtenAt };
  return { path: shown, problem: t('it does not begin as a dump of pg_dump does') };
}
function headOf(path: string) {
  const head = readHead(path, 100);
  const inFolder = 'problem' in head ? readHead(`${path}/toc.dat`, 100) : head;
  return 'problem' in inFolder ? head : inFolder;
}
