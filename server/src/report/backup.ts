/** Backup: the command that makes one of target, and whether one was recorded. */
import type { ConnectionOptions } from '../dev/source';
import { versionText } from '../model/dev';
import type { Line, Section } from './checklist';
import type { Facts } from './facts';
import { NO_TARGET } from './input';

export function backupSection(facts: Facts): Section {
  return { title: 'Backup', lines: [backupLine(facts)] };
}
function backupLine({ target, targetProblem, backup }: Facts): Line {
  if (!target)
    return { answer: 'not known', reason: `what is to be backed up is not known: ${targetProblem ?? NO_TARGET}` };
  const command = dumpCommand(target.config, target.dev.schema.serverVersion);
  if (backup?.madeAt !== undefined) {
    const at = new Date(backup.madeAt).toISOString();
    return { answer: 'done', reason: `recorded: ${backup.path}, a dump of pg_dump, written ${at}`, ...command };
  }
  if (backup) return { answer: 'not done', reason: `${backup.path} is no backup: ${backup.problem}`, ...command };
  if (!command) return { answer: 'not known', reason: `target is ${target.dev.label}, which is no server to back up` };
  return { answer: 'not done', reason: 'none was recorded (--backup FILE); this command makes one', ...command };
}

/** Undefined: no server. The password is left out: pg_dump takes it from PGPASSWORD, the password file, or asks. */
function dumpCommand(config: NonNullable<Facts['target']>['config'], version: number): Pick<Line, 'code'> | undefined {
  if (config.kind !== 'database') return undefined;
  const { connection } = config;
  const major = versionText(version).split('.')[0];
  const words = ['pg_dump', '--format=custom', `--file=${forShell(backupFile(connection))}`, ...serverOf(connection)];
  return { code: { language: 'sh', text: `${words.join(' ')}  # pg_dump of PostgreSQL ${major} or newer` } };
}
/** What the command writes. */
export const backupFile = ({ database = 'target' }: ConnectionOptions): string =>
  `${database.replace(/[^\p{L}\p{N}_.-]+/gu, '_').replace(/^[-.]+/, '')}-before-migration.dump`;

/** The options that pg_dump, pg_restore and psql share. */
export function serverOf(connection: ConnectionOptions): string[] {
  const { host = 'localhost', port = 5432, user, database = '' } = connection;
  return [
    `--host=${forShell(host)}`,
    `--port=${port}`,
    ...(user === undefined ? [] : [`--username=${forShell(user)}`]),
    `--dbname=${forShell(conninfo(database, connection))}`,
  ];
}
/** libpq's key words where a name alone would not do (documentation, 34.1.1). */
function conninfo(database: string, { sslmode, sslrootcert, sslcert, sslkey }: ConnectionOptions): string {
  const ssl = Object.entries({ sslmode, sslrootcert, sslcert, sslkey }).filter(([, value]) => value !== undefined);
  if (ssl.length === 0 && !/[=:]/.test(database)) return database;
  const quoted = (value: string) => `'${value.replace(/[\\']/g, '\\$&')}'`;
  return [['dbname', database], ...ssl].map(([key, value]) => `${key}=${quoted(value!)}`).join(' ');
}
/** One word of a POSIX shell, whatever it holds. */
export function forShell(text: string): string {
  return /^[\w./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
