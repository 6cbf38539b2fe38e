/**
 * Where dev is: what is configured, completed as every PostgreSQL program completes it (a service, PG* variables,
 * defaults), or else what the environment says. Connects to nothing.
 */

import { isAbsolute, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chained, t } from '../../text/l10n';
import { present } from '../../text/present';
import { visibleLine } from '../../text/shown';
import { type ConnectionOptions, type DevSourceConfig, DevSourceError, isSqlDevFile } from '../source';
import { addressOf } from './connect-errors';
import { type ConnectionDefaults, connectionOptions } from './connection-options';
import {
  type ConnectionParameters,
  isConnectionUrl,
  isKeywordText,
  otherScheme,
  parseConnectionUrl,
  parseKeywordText,
  showable,
} from './connection-text';
import { type Environment, type ResolveIo, readServices, serviceFiles, type Variables } from './environment';
import {
  borrowedBy,
  hostOrigin,
  hostsAllowed,
  howToAllow,
  isLocal,
  type SaidBy,
  type Sayer,
  saidBy,
} from './provenance';
import { nodeIo } from './resolve-io';
import { resolvedForAll } from './shown-variables';

export interface ResolveInput extends ConnectionDefaults {
  /** `devschema.connection`: a URL, libpq's key words, a path, or fields; each text may hold `${env:NAME}`. */
  readonly connection: string | object | undefined;
  /** What `connection` was taken from; `devschema.connection` when absent. */
  readonly from?: string;
  /** Who wrote `connection`: the user when absent. */
  readonly by?: Sayer;
  /** Hosts that secrets may go to whoever names them, besides `DEVSCHEMA_ALLOW_HOSTS`. */
  readonly allowedHosts?: readonly string[];
  readonly env: Variables;
}

/** Undefined: nothing is set. @throws DevSourceError `configuration`: what is set cannot be used, and why. */
export function resolveSource(input: ResolveInput, io: ResolveIo = nodeIo): DevSourceConfig | undefined {
  const { connection, env, folders, from = SETTING, by } = input;
  const resolve = (environment: Environment): DevSourceConfig | undefined => {
    const resolver = new Resolver(input, environment, io);
    if (connection === undefined || connection === '') return resolver.fromVariables();
    return typeof connection === 'string' ? resolver.fromText(connection) : resolver.fromFields(connection);
  };
  return resolvedForAll({ setting: from, isRepositorys: by === 'repository', env, folders, resolve }, io);
}
const SETTING = 'devschema.connection';

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

/** A variable of the process would have to go to a host that the repository names, and the user has not allowed it. */
export class StrangeHost extends DevSourceError {
  constructor(
    readonly hosts: string,
    readonly namedBy: string,
    readonly secret: string,
  ) {
    super(
      t(
        '{0} names the host {1}, and {2} of the environment is not sent to a host that the repository names',
        namedBy,
        hosts,
        secret,
      ),
      'configuration',
      { advice: howToAllow(hosts) },
    );
  }
}

class Resolver {
  readonly #used: string[] = [];
  /** Variables of the process that are part of what would be sent. */
  readonly #borrowed = new Set<string>();
  /** Who named the host; undefined while nobody has, and then it is this machine. */
  #host: SaidBy | undefined;
  /** A secret of the user's that completes the connection: what it is called. */
  #secret: string | undefined;
  constructor(
    readonly input: ResolveInput,
    readonly environment: Environment,
    readonly io: ResolveIo,
  ) {}

  fromVariables(): DevSourceConfig | undefined {
    const { env } = this.input;
    if (!telling.some((name) => env[name] !== undefined && env[name] !== '')) return undefined;
    return this.#database({}, undefined);
  }
  fromText(written: string): DevSourceConfig {
    const text = this.#expand(written).trim();
    const parse = isConnectionUrl(text) ? parseConnectionUrl : isKeywordText(text) ? parseKeywordText : undefined;
    if (parse) {
      const parameters = parse(text);
      this.#note(written, parameters.host ?? parameters.hostaddr);
      return this.#database(parameters, this.#setting);
    }
    const scheme = otherScheme(text);
    if (scheme !== undefined) throw this.#bad(t('a {0} URL; dev is a PostgreSQL database, a snapshot or SQL', scheme));
    return this.#file(text);
  }
  fromFields(fields: object): DevSourceConfig {
    const { command, ...others } = fields as { readonly command?: unknown };
    if (typeof command === 'string' && command.trim() !== '') {
      if (Object.keys(others).length > 0) throw this.#bad(t('a command, beside which nothing else can stand'));
      // A person is to see all that they allow.
      if (visibleLine(command) !== command) throw this.#bad(t('a command with characters that do not show'));
      return { kind: 'sql', paths: [], command, label: visibleLine(command), from: this.#setting };
    }
    const parameters: Record<string, string> = {};
    for (const [key, value] of Object.entries(fields)) {
      if (value === undefined || value === null || value === '') continue;
      const text = this.#expand(String(value));
      parameters[aliases[key] ?? key] = text;
      this.#note(String(value), key === 'host' || key === 'hostaddr' ? text : undefined);
    }
    return this.#database(parameters, this.#setting);
  }

  get #setting(): string {
    return this.input.from ?? SETTING;
  }
  /** What a text of the setting says of the host, and what it takes from the environment. */
  #note(written: string, host: string | undefined): void {
    const self: SaidBy = { by: this.input.by ?? 'user', where: this.#setting };
    const origin = hostOrigin(written, self, this.environment, host);
    if (host !== undefined) this.#host = origin.host;
    for (const name of origin.borrowed) this.#borrowed.add(name);
  }
  #bad(what: string, advice?: string): DevSourceError {
    return new DevSourceError(
      t('{0} is {1}', this.#setting, what),
      'configuration',
      advice === undefined ? {} : { advice },
    );
  }
  #expand(text: string): string {
    return text.replace(/\$\{env:([^}]+)\}/g, (_, name: string) => {
      const variable = this.environment.get(name);
      if (variable === undefined) throw new DevSourceError(this.#notSet(name), 'configuration');
      this.#used.push(variable.file === undefined ? name : t('{0} in {1}', name, variable.file));
      return variable.value;
    });
  }

  #notSet(name: string): string {
    const { unread } = this.environment;
    const said = t('{0} uses {1}, which is neither in the environment nor in a .env file', this.#setting, name);
    return unread.length === 0 ? said : t('{0} (not read: {1})', said, chained(unread, '; '));
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
    if (kind !== 'file' && (/\.json$/i.test(path) || isSqlDevFile(path)))
      throw this.#bad(t('{0}, and there is no such file', label), this.#startOfPaths());
    if (kind !== 'file')
      throw this.#bad(
        t('"{0}", which is no PostgreSQL URL, and no file or folder here', showable(text)),
        t('A URL starts with postgresql://. {0}', this.#startOfPaths()),
      );
    if (/\.json$/i.test(path)) return { kind: 'snapshot', path, label, from };
    if (isSqlDevFile(path)) return { kind: 'sql', paths: [path], label, from };
    throw this.#bad(
      t('{0}, which is neither a snapshot (.json) nor SQL (.sql)', label),
      t('Of an archive that pg_dump wrote, pg_restore --file=dev.sql makes SQL.'),
    );
  }

  #startOfPaths(): string {
    return this.#setting.startsWith('--')
      ? t('A path is relative to where the command was started.')
      : t("A path is relative to the project's folder.");
  }

  #database(written: ConnectionParameters, setting: string | undefined): DevSourceConfig {
    const given = this.#complete(written);
    const isPasswordBorrowed = written.password === undefined && given.password !== undefined ? true : undefined;
    const options = { ...connectionOptions(given, this.input, this.io), ...present({ isPasswordBorrowed }) };
    const connection = this.#keptBack(options, given);
    const label = t('{0} on {1}', connection.database ?? '', addressOf(connection));
    return { kind: 'database', connection, label, from: this.#from(setting) };
  }
  /** A host that the repository names gets nothing that is not the repository's own. */
  #keptBack(connection: ConnectionOptions, given: ConnectionParameters): ConnectionOptions {
    const hosts = (given.host ?? given.hostaddr ?? '').split(',');
    const allowed = new Set([...(this.input.allowedHosts ?? []), ...hostsAllowed(this.input.env)]);
    const strange = hosts.filter((host) => !isLocal(host) && !allowed.has(host)).join(',');
    if (this.#host?.by !== 'repository' || strange === '') return connection;
    const { where } = this.#host;
    if (this.#borrowed.size > 0) throw new StrangeHost(strange, where, [...this.#borrowed].join(', '));
    const { password, ...rest } = connection;
    const kept = password !== undefined && this.#secret !== undefined;
    const stranger = { hosts: strange, namedBy: where, ...(kept && { password, secret: this.#secret }) };
    return kept ? { ...rest, stranger } : { ...connection, stranger };
  }
  #from(setting: string | undefined): string {
    return [...new Set([...(setting === undefined ? [] : [setting]), ...this.#used])].join(', ');
  }

  /** What is written, then the service's, then variables: the first that has a parameter decides (libpq's order). */
  #complete(written: ConnectionParameters): ConnectionParameters {
    const service = this.#service(written);
    const given: Record<string, string> = { ...service.parameters, ...written };
    this.#completedBy(service.parameters, written, service.said, t('the password of the service'));
    for (const [parameter, name] of Object.entries(variableOf)) {
      if (given[parameter] !== undefined) continue;
      // An address beside a host that is written would be another server's.
      if (parameter === 'hostaddr' && given.host !== undefined) continue;
      const variable = this.environment.get(name);
      if (variable === undefined) continue;
      given[parameter] = variable.value;
      this.#used.push(variable.file === undefined ? name : t('{0} in {1}', name, variable.file));
      this.#completedBy({ [parameter]: variable.value }, {}, saidBy(variable), name);
      if (variable.file !== undefined) for (const one of borrowedBy(variable)) this.#borrowed.add(one);
    }
    return given;
  }
  /** Notes who gave the host and a password, where they were not written. */
  #completedBy(found: ConnectionParameters, written: ConnectionParameters, said: SaidBy, secret: string): void {
    const names = (key: string): boolean => found[key] !== undefined && written[key] === undefined;
    if (names('host') || (names('hostaddr') && written.host === undefined)) this.#host ??= said;
    if (names('password') && said.by === 'user') this.#secret = secret;
  }
  #service(written: ConnectionParameters): { readonly parameters: ConnectionParameters; readonly said: SaidBy } {
    const variable = written.service === undefined ? this.environment.get('PGSERVICE') : undefined;
    const name = written.service ?? variable?.value;
    if (name === undefined) return { parameters: {}, said: { by: 'user', where: '' } };
    if (variable) this.#used.push('PGSERVICE');
    const found = serviceFiles(this.environment, this.io);
    for (const { path, namedBy } of found) {
      const parameters = readServices(this.io.read(path, this.input.folders) ?? '').get(name);
      const said: SaidBy = namedBy ? saidBy(namedBy) : { by: 'user', where: path };
      if (parameters) return { parameters, said };
    }
    const files = found.map(({ path }) => path).join(', ');
    throw new DevSourceError(t('service {0} is not defined in {1}', name, files), 'configuration');
  }
}
