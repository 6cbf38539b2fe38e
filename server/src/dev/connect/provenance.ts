/**
 * Who named the host. A repository is a stranger: what its settings and `.env` files say is followed, but no secret that
 * is not its own goes to a host that it names, until the user has allowed that host from outside of it.
 */
import { t } from '../../text/l10n';
import {
  type ConnectionParameters,
  isConnectionUrl,
  isKeywordText,
  parseConnectionUrl,
  parseKeywordText,
} from './connection-text';
import type { Environment, Variable } from './environment';

export type Sayer = 'user' | 'repository';
/** Who said something, and where. */
export interface SaidBy {
  readonly by: Sayer;
  readonly where: string;
}
/** What a text says of the host, and which variables of the process are part of the text. */
interface Origin {
  readonly host: SaidBy;
  readonly borrowed: readonly string[];
}

/** Variables of the process that a value is or holds: those that a `.env` file was completed with count. */
export const borrowedBy = (variable: Variable): readonly string[] =>
  variable.file === undefined ? [variable.name] : (variable.borrowed ?? []);
export function saidBy(variable: Variable): SaidBy {
  return variable.file === undefined
    ? { by: 'user', where: variable.name }
    : { by: 'repository', where: t('{0} in {1}', variable.name, variable.file) };
}

const envReference = /\$\{env:([^}]+)\}/g;
// Private-use characters stand for what is not known yet: no text of a connection has them.
const token = /\uE000(\d+)\uE001/g;

/** `host`: the parameter as it was read from the text in which everything has been filled in. */
export function hostOrigin(text: string, self: SaidBy, environment: Environment, host: string | undefined): Origin {
  const used: Variable[] = [];
  const open = text.trim().replace(envReference, (written, name: string) => {
    const variable = environment.get(name);
    return variable ? `\uE000${used.push(variable) - 1}\uE001` : written;
  });
  const borrowed = used.flatMap(borrowedBy);
  const [whole] = used;
  if (whole && /^\uE000\d+\uE001$/.test(open)) return { host: ofVariable(whole, self), borrowed };
  const foreign = used.find((one) => one.file !== undefined);
  const parts = [...hostParts(open, host, used)];
  if (parts.length === 0) return { host: foreign ? saidBy(foreign) : self, borrowed };
  const named = parts.map((one) => (one === 'text' ? self : ofVariable(one, self)));
  return { host: named.find((one) => one.by === 'repository') ?? named[0]!, borrowed };
}

/** What the host is made of: variables, and text between them. Nothing: that cannot be told. */
function* hostParts(open: string, host: string | undefined, used: readonly Variable[]): Iterable<Variable | 'text'> {
  const found = hostIn(open);
  const filled = found?.replace(token, (_, index) => used[Number(index)]!.value);
  if (found === undefined || filled !== host) return;
  if (found.replace(token, '').replaceAll(',', '') !== '') yield 'text';
  for (const [, index] of found.matchAll(token)) yield used[Number(index)]!;
}
function hostIn(text: string): string | undefined {
  try {
    const parts: ConnectionParameters = isConnectionUrl(text)
      ? parseConnectionUrl(text)
      : isKeywordText(text)
        ? parseKeywordText(text)
        : { host: text };
    return parts.host ?? parts.hostaddr;
  } catch {
    return undefined;
  }
}

/**
 * A repository may pick any variable by its name, and some hold what a stranger wrote, such as the name of a branch: only
 * one whose own name says that it is a connection, or a host, is the user's word for a host.
 */
function ofVariable(variable: Variable, self: SaidBy): SaidBy {
  const whole = isConnectionUrl(variable.value) || isKeywordText(variable.value);
  const meant = whole ? /(URL|URI|DSN|CONNINFO|CONNECTION_STRING)$/i : /(HOST|HOSTADDR|HOSTNAME|SERVER|ENDPOINT)$/i;
  return variable.file !== undefined || meant.test(variable.name) ? saidBy(variable) : self;
}

/** This machine: a port or a socket here is not a way out. */
export function isLocal(host: string): boolean {
  return host === '' || host.startsWith('/') || /^(localhost|127(\.\d{1,3}){3}|::1)$/i.test(host);
}
/** `DEVSCHEMA_ALLOW_HOSTS` of the process: hosts with commas or blanks between. */
export function hostsAllowed(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  return (env.DEVSCHEMA_ALLOW_HOSTS ?? '').split(/[\s,]+/).filter((host) => host !== '');
}
/** Where a host may be allowed: never in a file of the repository. */
export const howToAllow = (hosts: string): string =>
  t(
    'If it is yours, allow it from outside the repository: --allow-host {0}, or DEVSCHEMA_ALLOW_HOSTS={0} in the environment.',
    hosts,
  );
