/**
 * Which product stands behind the protocol, by what it says of itself when a connection begins (documentation, 54.2.7,
 * ParameterStatus). Some speak PostgreSQL's protocol and have other catalogs: reading those would give wrong facts.
 */
import type { EventEmitter } from 'node:events';
import { t } from '../../text/l10n';

/** The oldest version whose catalogs are read. */
const oldest = 13;

/** A server that cannot be read as PostgreSQL: what it is, and what to do instead. */
export class OtherProduct extends Error {
  constructor(
    readonly what: string,
    readonly advice: string,
  ) {
    super(what);
  }
}

/** PostgreSQL reports some fifteen, poolers and other products a few more. */
const mostParameters = 100;
/** What a server reports of itself, by name; a stranger's may report other names without end. */
export function reportedParameters(connection: EventEmitter): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  connection.on('parameterStatus', ({ parameterName, parameterValue }: Record<string, string>) => {
    if (parameters.size < mostParameters) parameters.set(String(parameterName), String(parameterValue));
  });
  return parameters;
}
/** `parameters` as the server reported them, by name; undefined where nothing speaks against reading it. */
export function otherProduct(parameters: ReadonlyMap<string, string>): OtherProduct | undefined {
  const crdb = parameters.get('crdb_version');
  if (crdb !== undefined)
    return new OtherProduct(
      t("CockroachDB ({0}), whose catalogs are not PostgreSQL's", crdb),
      t(
        'Give its schema as SQL instead, as SHOW CREATE ALL TABLES prints it; what PostgreSQL does not know of it is not known.',
      ),
    );
  const version = parameters.get('server_version') ?? '';
  const major = Number(/^\d+/.exec(version)?.[0] ?? Number.NaN);
  if (major >= oldest || Number.isNaN(major)) return undefined;
  return new OtherProduct(
    t('PostgreSQL {0}, older than {1}, the oldest that is read', version, oldest),
    t('Take a dump of it (pg_dump -s) as dev, or connect to a newer server.'),
  );
}
