/**
 * Where dev is: what is configured, completed as every PostgreSQL program completes it (a service, PG* variables,
 * defaults), or else what the environment says. Connects to nothing.
 */
import { isAbsolute, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addressOf } from './connect-errors';
import {
  isConnectionUrl,
  isKeywordText,
  otherScheme,
  type Parameters,
  parseConnectionUrl,
  parseKeywordText,
  showable,
} from './connection-text';
import {
  type Environment,
  type ResolveIo,
  readEnvironment,
  readServices,
  serviceFiles,
  type Variables,
} from './environment';
import { nodeIo } from './resolve-io';
import { type ConnectionOptions, type DevSourceConfig, DevSourceError } from './source';

export interface ResolveInput {
  /** `devschema.connection`: a URL, libpq's key words, a path, or fields; each text may hold `${env:NAME}`. */
  readonly connection: string | object | undefined;
  /** What `connection` was taken from; `devschema.connection` when absent. */
  readonly from?: string;
  /** The workspace's folders, absolute: `.env` files are looked for there, paths are relative to the first. */
  readonly folders: readonly string[];
  readonly env: Variables;
  readonly connectTimeoutMs: number;
  readonly statementTimeoutMs: number;
}

/** Undefined: nothing is set. @throws DevSourceError `configuration`: what is set cannot be used, and why. */
export function resolveSource(input: ResolveInput, io: ResolveIo = nodeIo): DevSourceConfig | undefined {
  const environment = readEnvironment(input.env, input.folders, io);
  const { connection } = input;
  const resolver = new Resolver(input, environment, io);
  if (connection === undefined || connection === '') return resolver.fromVariables();
  return typeof connection === 'string' ? resolver.fromText(connection) : resolver.fromFields(connection);
}

const sslmodes = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;
/** libpq's parameters and the variable that stands in for each (documentation, 34.15). */
const variableOf: Readonly<Record<string, string>> = {
  host: 'PGHOST',
  hostaddr: 'PGHOSTADDR',
  port: 'PGPORT',
  dbname: 'PGDATABASE',
  user: 'PGUSER',
  password: 'PGPASSWORD',
  sslmode: 'PGSSLMODE',
  sslrootcert: 'PGSSLROOTCERT',
  sslcert: 'PGSSLCERT',
  sslkey: 'PGSSLKEY',
  options: 'PGOPTIONS',
  connect_timeout: 'PGCONNECT_TIMEOUT',
};
/** Any of these in the process's own environment says which server is meant. */
const telling = ['PGHOST', 'PGHOSTADDR', 'PGPORT', 'PGDATABASE', 'PGSERVICE'];
/** Our fields' names, and what others call libpq's parameters. */
const aliases: Readonly<Record<string, string>> = { database: 'dbname', db: 'dbname', username: 'user' };

class Resolver {
  readonly #used: string[];
  constructor(
    readonly input: ResolveInput,
    readonly environment: Environment,
    readonly io: ResolveIo,
  ) {
    this.#used = [];
  }

  fromVariables(): DevSourceConfig | undefined {
    const { env } = this.input;
    if (!telling.some((name) => env[name] !== undefined && env[name] !== '')) return undefined;
    return this.#database({}, undefined);
  }
  fromText(written: string): DevSourceConfig {
    const text = this.#expand(written).trim();
    if (isConnectionUrl(text)) return this.#database(parseConnectionUrl(text), this.#setting);
    if (isKeywordText(text)) return this.#database(parseKeywordText(text), this.#setting);
    const scheme = otherScheme(text);
    if (scheme !== undefined) throw this.#bad(`a ${scheme} URL; dev is a PostgreSQL database, a snapshot or SQL`);
    return this.#file(text);
  }
  fromFields(fields: object): DevSourceConfig {
    const parameters: Record<string, string> = {};
    for (const [key, value] of Object.entries(fields))
      if (value !== undefined && value !== null && value !== '')
        parameters[aliases[key] ?? key] = this.#expand(String(value));
    return this.#database(parameters, this.#setting);
  }

  get #setting(): string {
    return this.input.from ?? 'devschema.connection';
  }
  #bad(what: string, advice?: string): DevSourceError {
    return new DevSourceError(`${this.#setting} is ${what}`, 'configuration', advice === undefined ? {} : { advice });
  }
  #expand(text: string): string {
    return text.replace(/\$\{env:([^}]+)\}/g, (_, name: string) => {
      const variable = this.environment.get(name);
      if (variable === undefined)
        throw new DevSourceError(
          `${this.#setting} uses ${name}, which is neither in the environment nor in a .env file`,
          'configuration',
        );
      this.#used.push(variable.file === undefined ? name : `${name} in ${variable.file}`);
      return variable.value;
    });
  }

  #file(text: string): DevSourceConfig {
    const [first = '.'] = this.input.folders;
    const path = text.startsWith('file:')
      ? fileURLToPath(text)
      : resolve(first, text.replace(/^~(?=[/\\]|$)/, this.io.home));
    const inside = relative(first, path).replaceAll('\\', '/');
    const label = inside === '' ? '.' : inside.startsWith('..') || isAbsolute(inside) ? path : inside;
    const from = this.#from(this.#setting);
    const kind = this.io.kind(path);
    if (kind === 'folder') return { kind: 'sql', paths: [path], label, from };
    if (kind !== 'file' && /\.(json|p?sql|pgsql|ddl)$/i.test(path))
      throw this.#bad(`${label}, and there is no such file`, 'A path is relative to the workspace.');
    if (kind !== 'file')
      throw this.#bad(
        `"${showable(text)}", which is no PostgreSQL URL, and no file or folder here`,
        'A URL starts with postgresql://; a path is relative to the workspace.',
      );
    if (/\.json$/i.test(path)) return { kind: 'snapshot', path, label, from };
    if (/\.(p?sql|pgsql|ddl)$/i.test(path)) return { kind: 'sql', paths: [path], label, from };
    throw this.#bad(`${label}, which is neither a snapshot (.json) nor SQL (.sql)`);
  }

  #database(written: Parameters, setting: string | undefined): DevSourceConfig {
    const given = this.#complete(written);
    const connection = this.#options(given);
    const label = `${connection.database} on ${addressOf(connection)}`;
    return { kind: 'database', connection, label, from: this.#from(setting) };
  }
  #from(setting: string | undefined): string {
    return [...new Set([...(setting === undefined ? [] : [setting]), ...this.#used])].join(', ');
  }

  /** What is written, then the service's, then variables: the first that has a parameter decides (libpq's order). */
  #complete(written: Parameters): Parameters {
    const given: Record<string, string> = { ...this.#service(written), ...written };
    for (const [parameter, name] of Object.entries(variableOf)) {
      if (given[parameter] !== undefined) continue;
      // An address beside a host that is written would be another server's.
      if (parameter === 'hostaddr' && given.host !== undefined) continue;
      const variable = this.environment.get(name);
      if (variable === undefined) continue;
      given[parameter] = variable.value;
      this.#used.push(variable.file === undefined ? name : `${name} in ${variable.file}`);
    }
    return given;
  }
  #service(written: Parameters): Parameters {
    const variable = written.service === undefined ? this.environment.get('PGSERVICE') : undefined;
    const name = written.service ?? variable?.value;
    if (name === undefined) return {};
    if (variable) this.#used.push('PGSERVICE');
    for (const file of serviceFiles(this.environment, this.io)) {
      const service = readServices(this.io.read(file) ?? '').get(name);
      if (service) return service;
    }
    const files = serviceFiles(this.environment, this.io).join(' or ');
    throw new DevSourceError(`service ${name} is not defined in ${files}`, 'configuration');
  }

  #options(given: Parameters): ConnectionOptions {
    const hosts = this.#hosts(given);
    const user = given.user ?? this.io.user;
    const seconds = Number(given.connect_timeout);
    const schema = given.schema ?? given.currentSchema;
    const sslmode = this.#sslmode(given);
    return {
      ...hosts[0]!,
      ...(hosts.length > 1 && { alternatives: hosts.slice(1) }),
      database: given.dbname ?? user,
      user,
      ...(given.password !== undefined && { password: given.password }),
      ...(sslmode !== undefined && { sslmode }),
      ...(given.sslrootcert !== undefined && { sslrootcert: this.#path(given.sslrootcert) }),
      ...(given.sslcert !== undefined && { sslcert: this.#path(given.sslcert) }),
      ...(given.sslkey !== undefined && { sslkey: this.#path(given.sslkey) }),
      ...(given.options !== undefined && { options: given.options }),
      ...(schema !== undefined && { schema }),
      connectTimeoutMs: seconds > 0 ? seconds * 1000 : this.input.connectTimeoutMs,
      statementTimeoutMs: this.input.statementTimeoutMs,
      applicationName: 'DevSchema',
    };
  }
  #hosts(given: Parameters): { readonly host: string; readonly port: number }[] {
    const ports = (given.port ?? '').split(',').map((text) => this.#port(text));
    const portOf = (index: number): number => (ports.length === 1 ? ports[0]! : (ports[index] ?? 5432));
    const named = given.host ?? given.hostaddr;
    if (named === undefined) return [{ host: this.#usualHost(ports[0]!), port: ports[0]! }];
    return named.split(',').map((host, index) => {
      const port = portOf(index);
      return { host: host === '' ? this.#usualHost(port) : host, port };
    });
  }
  #port(text: string): number {
    if (text.trim() === '') return 5432;
    const port = Number(text);
    if (Number.isInteger(port) && port > 0 && port < 65536) return port;
    throw new DevSourceError('the port is not a number from 1 to 65535', 'configuration', {
      advice: 'In a URL, write / ? and % in a password as %2F %3F %25.',
    });
  }
  /** A server's socket on this machine, where there is one. */
  #usualHost(port: number): string {
    const folders = this.io.windows ? [] : ['/var/run/postgresql', '/tmp'];
    return folders.find((folder) => this.io.kind(`${folder}/.s.PGSQL.${port}`) === 'socket') ?? 'localhost';
  }
  #sslmode(given: Parameters): ConnectionOptions['sslmode'] | undefined {
    const written = given.sslmode ?? given.ssl;
    if (written === undefined) return undefined;
    if (['true', '1', 'no-verify'].includes(written)) return 'require';
    if (['false', '0'].includes(written)) return 'disable';
    const known = sslmodes.find((mode) => mode === written);
    if (known === undefined)
      throw new DevSourceError(`sslmode "${written}" is none of ${sslmodes.join(', ')}`, 'configuration');
    return known;
  }
  /** Certificates may be named relative to the workspace. */
  #path(written: string): string {
    return written === 'system'
      ? written
      : resolve(this.input.folders[0] ?? '.', written.replace(/^~(?=[/\\])/, this.io.home));
  }
}
