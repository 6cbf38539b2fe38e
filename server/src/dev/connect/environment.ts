/** What the surroundings say: variables of the process, of `.env` files, and services. Files come in through `ResolveIo`. */

import { parse as parseDotenv } from 'dotenv';
import { t } from '../../text/l10n';
import { present } from '../../text/present';

export type Variables = Readonly<Record<string, string | undefined>>;
/** The little that resolving needs of the machine. */
export interface ResolveIo {
  /**
   * Undefined: not there, or not to be read; `unread` is told why. A path below one of the folders `within` may be a link
   * only to what is below them.
   */
  read(path: string, within?: readonly string[], unread?: (problem: string) => void): string | undefined;
  kind(path: string): 'file' | 'folder' | 'socket' | undefined;
  readonly home: string;
  /** The name of who is logged in: PostgreSQL's default user. */
  readonly user: string;
  readonly windows: boolean;
}

export interface Variable {
  readonly name: string;
  readonly value: string;
  /** The `.env` file it stands in, relative to its folder; absent: the process has it. */
  readonly file?: string;
  /** Variables of the process that stand in its value. */
  readonly borrowed?: readonly string[];
}
export interface Environment {
  /** The process before `.env` files, those in the order frameworks read them. Empty is as good as not set. */
  get(name: string): Variable | undefined;
  /** Those of the `.env` files. */
  readonly fromFiles: readonly Variable[];
  /** `.env` files that are there and are not read, each with the reason. */
  readonly unread: readonly string[];
}

/** As Next.js, Vite and Rails order them: the local one first, a developer's before everyone's. */
const dotenvFiles = ['.env.development.local', '.env.local', '.env.development', '.env', 'prisma/.env'];

/** dotenv looks through all of it from each of its lines. */
const longSpace = /\s{101,}/g;

export function readEnvironment(variables: Variables, folders: readonly string[], io: ResolveIo): Environment {
  const found = new Map<string, Variable>();
  const unread: string[] = [];
  for (const folder of folders) {
    for (const file of dotenvFiles) {
      const text = io.read(`${folder}/${file}`, folders, (problem) => unread.push(t('{0} {1}', file, problem)));
      if (text === undefined) continue;
      for (const [name, value] of Object.entries(parseDotenv(text.replace(longSpace, (space) => space.slice(0, 100)))))
        if (value !== '' && !found.has(name)) found.set(name, { name, value, file });
    }
  }
  const raw = (name: string): Variable | undefined => {
    const value = variables[name];
    return value === undefined || value === '' ? found.get(name) : { name, value };
  };
  const expansion = { get: raw, left: MOST_BORROWED };
  const fromFiles = [...found.values()].map((one) => expanded(one, expansion));
  const byName = new Map(fromFiles.map((one) => [one.name, one]));
  return {
    fromFiles,
    unread,
    get(name) {
      const one = raw(name);
      return one?.file === undefined ? one : byName.get(name);
    },
  };
}
/** Characters that the values of all `.env` files may borrow from each other: short ones could become any length. */
const MOST_BORROWED = 1_000_000;
interface Expansion {
  readonly get: (name: string) => Variable | undefined;
  left: number;
}
function expanded(variable: Variable, expansion: Expansion): Variable {
  const borrowed: string[] = [];
  const value = expand(variable.value, expansion, borrowed);
  return { ...variable, value, ...present({ borrowed: borrowed.length > 0 ? borrowed : undefined }) };
}
/**
 * `${OTHER}` and `${OTHER:-default}` within a `.env` value, as dotenv-expand does; four levels are enough for anyone. What
 * would be too long stays as it is written.
 */
function expand(value: string, expansion: Expansion, borrowed: string[], depth = 0): string {
  if (depth > 4) return value;
  const parts: string[] = [];
  let end = 0;
  for (let at = value.indexOf('${'); at >= 0; at = value.indexOf('${', Math.max(end, at + 1))) {
    const { start, name, otherwise } = reference(value, at) ?? {};
    if (start === undefined || name === undefined) continue;
    // A pattern with an end would look for it anew at each beginning of a value that has none.
    const close = value.indexOf('}', start);
    if (close < 0) break;
    if (!otherwise && close > start) continue;
    const written = value.slice(at, close + 1);
    parts.push(
      value.slice(end, at),
      borrowedValue(name, expansion, borrowed, depth) ?? (otherwise ? value.slice(start, close) : written),
    );
    end = close + 1;
  }
  parts.push(value.slice(end));
  return parts.join('');
}
/** A reference that begins there: its name, and where its default or its end is. */
function reference(value: string, at: number) {
  const head = /(\w+)(:?-)?/y;
  head.lastIndex = at + 2;
  const [, name, otherwise] = head.exec(value) ?? [];
  return name === undefined ? undefined : { start: head.lastIndex, name, otherwise: otherwise !== undefined };
}
function borrowedValue(name: string, expansion: Expansion, borrowed: string[], depth: number): string | undefined {
  expansion.left--;
  const other = expansion.get(name);
  if (other === undefined) return undefined;
  expansion.left -= other.value.length;
  if (expansion.left < 0) return undefined;
  if (other.file !== undefined) return expand(other.value, expansion, borrowed, depth + 1);
  borrowed.push(other.name);
  return other.value;
}

/** `[name]` sections of `key=value` lines (PostgreSQL documentation, 34.17). */
export function readServices(text: string): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const services = new Map<string, Record<string, string>>();
  let current: Record<string, string> | undefined;
  for (const line of text.split(/\r?\n/)) {
    const trimmed = line.trim();
    const section = /^\[(.+)\]$/.exec(trimmed)?.[1];
    if (section !== undefined) {
      current = services.get(section) ?? {};
      services.set(section, current);
    } else if (current && trimmed !== '' && !trimmed.startsWith('#')) {
      const at = trimmed.indexOf('=');
      if (at > 0) current[trimmed.slice(0, at).trim()] = trimmed.slice(at + 1).trim();
    }
  }
  return services;
}
interface ServiceFile {
  readonly path: string;
  /** The `.env` variable that named it: then it is the repository's. */
  readonly namedBy?: Variable;
}
/** The user's own file before the system's. */
export function serviceFiles(environment: Environment, io: ResolveIo): ServiceFile[] {
  const named = (name: string, below: string): ServiceFile[] => {
    const variable = environment.get(name);
    if (variable === undefined) return [];
    const path = `${variable.value}${below}`;
    return [variable.file === undefined ? { path } : { path, namedBy: variable }];
  };
  const own = named('PGSERVICEFILE', '');
  const usual = { path: `${io.home}/.pg_service.conf` };
  return [...(own.length > 0 ? own : [usual]), ...named('PGSYSCONFDIR', '/pg_service.conf')];
}
