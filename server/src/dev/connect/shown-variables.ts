/**
 * What of the process's environment a repository may bring to where people read: it picks variables by their names, and
 * labels, errors and summaries are public in a pull request. A password is never shown; all else of a connection is.
 */
import { t } from '../../text/l10n';
import { type DevSourceConfig, DevSourceError } from '../source';
import { isConnectionUrl, isKeywordText } from './connection-text';
import { type Environment, type ResolveIo, readEnvironment, type Variables } from './environment';

/** Names that say that what they hold is no secret. A connection's own are the user's word, but for its password. */
const tellsNoSecret =
  /^(PWD|PG(?!PASSWORD$)\w+)$|(HOST|HOSTADDR|HOSTNAME|SERVER|ENDPOINT|PORT|DB|DATABASE|NAME|USER|ROLE|SCHEMA|SSLMODE|ENV|ENVIRONMENT|STAGE|BRANCH|REGION|TENANT|HOME|DIR|PATH|WORKSPACE|FOLDER|ROOT|VERSION)$/i;
const isConnection = (text: string): boolean => isConnectionUrl(text) || isKeywordText(text);
// Private-use characters: no text of a connection has them.
const mark = (name: string): string => `\uE002${name}\uE003`;
const marks = /\uE002([^\uE003]*)\uE003/g;

interface Resolving {
  readonly setting: string;
  /** The setting is the repository's; what its `.env` files borrow is always. */
  readonly isRepositorys: boolean;
  readonly env: Variables;
  readonly folders: readonly string[];
  resolve(environment: Environment): DevSourceConfig | undefined;
}
/**
 * Resolves, unless something would be shown that may be a secret: then the message names the variable and never its value.
 * @throws DevSourceError
 */
export function resolvedForAll(resolving: Resolving, io: ResolveIo): DevSourceConfig | undefined {
  const { env, folders, resolve, isRepositorys } = resolving;
  const real = readEnvironment(env, folders, io);
  const guarded = Object.entries(env).filter(([name, value]) => value !== undefined && !tellsNoSecret.test(name));
  const hidden = guarded.filter(([, value]) => !isConnection(value!));
  const marked = readEnvironment(
    { ...env, ...Object.fromEntries(hidden.map(([name]) => [name, mark(name)])) },
    folders,
    io,
  );
  const tried = { ...marked, get: (name: string) => (isRepositorys ? marked.get(name) : ownFirst(name, real, marked)) };
  const names = (text: string): readonly string[] => [
    ...new Set([
      ...[...text.matchAll(marks)].map(([, name = '']) => name),
      ...guarded.flatMap(([name, value]) =>
        isConnection(value!) && text.includes(JSON.stringify(value).slice(1, -1)) ? [name] : [],
      ),
    ]),
  ];
  let shown: readonly string[] = [];
  let failure: unknown;
  try {
    shown = names(JSON.stringify(resolve(tried) ?? '', (key, value) => (key === 'password' ? undefined : value)));
  } catch (error) {
    shown = names(String((error as Error).message));
    failure = error;
  }
  if (shown.length === 0) return resolve(real);
  if (failure instanceof DevSourceError && isRefused(() => resolve(real))) throw withoutMarks(failure);
  throw new DevSourceError(
    t('{0} takes {1} of the environment for what is shown of a connection', resolving.setting, shown.join(', ')),
    'configuration',
    {
      advice: t(
        'It may hold a secret. In a file of the repository only a password may come from any variable; the rest comes from one whose name ends with HOST, PORT, DB, USER, NAME, SCHEMA or ENV, or from one that holds the whole URL.',
      ),
    },
  );
}
function ownFirst(name: string, real: Environment, marked: Environment) {
  const own = real.get(name);
  return own?.file === undefined ? own : marked.get(name);
}
function isRefused(resolve: () => unknown): boolean {
  try {
    resolve();
    return false;
  } catch {
    return true;
  }
}
/** The same failure, told with the variables' names. */
function withoutMarks(failure: DevSourceError): DevSourceError {
  const named = (text: string): string => text.replace(marks, (_, name: string) => `$\{env:${name}}`);
  const { reason, code, message } = failure;
  return Object.assign(new DevSourceError(named(reason), code), { message: named(message) });
}
