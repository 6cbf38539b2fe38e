/** The password file of the user (PostgreSQL documentation, 34.16): `host:port:database:user:password` a line. */
import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { decodeText, readRegular, sizeLimits } from '../../files/reading';

interface PasswordEntry {
  readonly password: string;
  /** The line is for this host alone: its user has named it. */
  readonly exact: boolean;
}
interface PasswordFor {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
}

/** The first line that fits; like libpq, a file that others may read is passed over. */
export function passwordFromFile(wanted: PasswordFor, env = process.env): PasswordEntry | undefined {
  const file = env.PGPASSFILE || usualFile(env);
  if (isOpenToOthers(file)) return undefined;
  const found = readRegular(file, { limit: sizeLimits.small });
  return 'bytes' in found ? findPassword(decodeText(found.bytes), wanted) : undefined;
}
function usualFile(env: NodeJS.ProcessEnv): string {
  return process.platform === 'win32'
    ? join(env.APPDATA ?? '', 'postgresql', 'pgpass.conf')
    : join(env.HOME ?? homedir(), '.pgpass');
}
function isOpenToOthers(file: string): boolean {
  if (process.platform === 'win32') return false;
  try {
    return (statSync(file).mode & 0o077) !== 0;
  } catch {
    return false;
  }
}

const field = String.raw`((?:[^:\\]|\\.)*)`;
const entry = new RegExp(`^${`${field}:`.repeat(4)}(.*)$`);

/** `\:` and `\\` stand for the character itself, `*` for anything. */
export function findPassword(text: string, wanted: PasswordFor): PasswordEntry | undefined {
  const values = [wanted.host, String(wanted.port), wanted.database, wanted.user];
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('#')) continue;
    const [, ...fields] = entry.exec(line) ?? [];
    const password = fields[4];
    if (password === undefined || password === '') continue;
    if (!values.every((value, at) => fields[at] === '*' || unescaped(fields[at]!) === value)) continue;
    return { password: unescaped(password), exact: fields[0] !== '*' };
  }
  return undefined;
}
const unescaped = (field: string): string => field.replace(/\\(.)/g, '$1');
