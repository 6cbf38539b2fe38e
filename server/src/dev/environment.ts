/** What the surroundings say: variables of the process, of `.env` files, and services. Files come in through `ResolveIo`. */
import { parse as parseDotenv } from 'dotenv';

export type Variables = Readonly<Record<string, string | undefined>>;
/** The little that resolving needs of the machine. */
export interface ResolveIo {
  /** Undefined: not there, or not to be read. */
  read(path: string): string | undefined;
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
}
export interface Environment {
  /** The process before `.env` files, those in the order frameworks read them. Empty is as good as not set. */
  get(name: string): Variable | undefined;
  /** Those of the `.env` files. */
  readonly fromFiles: readonly Variable[];
}

/** As Next.js, Vite and Rails order them: the local one first, a developer's before everyone's. */
const dotenvFiles = ['.env.development.local', '.env.local', '.env.development', '.env', 'prisma/.env'];

export function readEnvironment(variables: Variables, folders: readonly string[], io: ResolveIo): Environment {
  const found = new Map<string, Variable>();
  for (const folder of folders) {
    for (const file of dotenvFiles) {
      const text = io.read(`${folder}/${file}`);
      if (text === undefined) continue;
      for (const [name, value] of Object.entries(parseDotenv(text)))
        if (value !== '' && !found.has(name)) found.set(name, { name, value, file });
    }
  }
  const raw = (name: string): Variable | undefined => {
    const value = variables[name];
    return value === undefined || value === '' ? found.get(name) : { name, value };
  };
  const fromFiles = [...found.values()].map((one) => ({ ...one, value: expand(one.value, raw) }));
  const expanded = new Map(fromFiles.map((one) => [one.name, one]));
  return {
    fromFiles,
    get(name) {
      const one = raw(name);
      return one?.file === undefined ? one : expanded.get(name);
    },
  };
}
/** `${OTHER}` and `${OTHER:-default}` within a `.env` value, as dotenv-expand does; four levels are enough for anyone. */
function expand(value: string, get: (name: string) => Variable | undefined, depth = 0): string {
  if (depth > 4) return value;
  return value.replace(/\$\{(\w+)(?::?-([^}]*))?\}/g, (written, name: string, otherwise: string | undefined) => {
    const other = get(name);
    if (other === undefined) return otherwise ?? written;
    return other.file === undefined ? other.value : expand(other.value, get, depth + 1);
  });
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
/** The user's own file before the system's. */
export function serviceFiles(environment: Environment, io: ResolveIo): string[] {
  const own = environment.get('PGSERVICEFILE')?.value ?? `${io.home}/.pg_service.conf`;
  const system = environment.get('PGSYSCONFDIR')?.value;
  return [own, ...(system === undefined ? [] : [`${system}/pg_service.conf`])];
}
