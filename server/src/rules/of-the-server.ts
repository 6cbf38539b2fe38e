/** Roles, tablespaces, collations and extensions are the server's: of those that dev does not use, nothing says that it has them. */
import { refusedByTool } from '../conventions/transactions';
import type { FoldedFile, FoldedHistory } from '../fold/folded';
import { isCatalogObject } from '../model/catalog-objects';
import { objectKey } from '../model/kinds';
import { lacksRole, roleMade, showsRole } from '../model/roles';
import type { Schema } from '../model/schema';
import type { Statement } from '../sql/document/statement';
import { type ServerName, serverNames } from '../sql/server-names';
import { t } from '../text/l10n';
import { wordPattern } from '../text/text';

/** A file that its tool does not send, whatever the server has. */
export function whyToolRefuses({ document, standing }: FoldedFile, { convention }: FoldedHistory): string | undefined {
  return convention && standing === 'pending' ? refusedByTool(convention, document) : undefined;
}
/** The first such name of a statement that has not run in dev, nor is made by one before it. */
export function whyServerMayLack(
  { parsed, runs, index }: Statement,
  file: FoldedFile,
  history: FoldedHistory,
  dev: Schema,
): string | undefined {
  if (!runs || parsed.status !== 'ok' || file.standing === 'applied') return undefined;
  const lacking = serverNames(parsed.text).find(
    (name) => !isShown(name, dev, file.before(index)) && !isMadeBefore(name, index, file, history),
  );
  if (lacking?.kind === 'role') return lacksRole(dev, 'dev', lacking.name);
  return lacking && notKnown[lacking.kind](lacking.name);
}
const notKnown: Readonly<Record<Exclude<ServerName['kind'], 'role'>, (name: string) => string>> = {
  tablespace: (name) => t('whether {0} has tablespace {1} is not known', 'dev', name),
  collation: (name) => t('whether {0} has collation {1} is not known', 'dev', name),
  extension: (name) => t('whether {0} has extension {1} is not known', 'dev', name),
};
function isShown({ kind, name }: ServerName, dev: Schema, before: Schema): boolean {
  if (kind === 'role') return showsRole(dev, name);
  if (isCatalogObject(kind.toUpperCase(), name)) return true;
  if (kind === 'collation') return collationsOf(dev).has(name) || collationsOf(before).has(name);
  if (kind !== 'extension') return tablespacesOf(dev).has(name);
  // Dev's own SQL asks for it, and what it is made in here lacks it.
  return before.extensions.has(name) || dev.unknown.some(({ object }) => object === objectKey('extension', '', name));
}

const collations = new WeakMap<Schema, ReadonlySet<string>>();
/** Made in the schema, or used by a column of it. */
function collationsOf(schema: Schema): ReadonlySet<string> {
  let names = collations.get(schema);
  if (!names) {
    const columns = [...schema.tables.values()].flatMap((table) => table.columns);
    names = new Set([
      ...[...schema.collations.values()].map(({ name }) => name),
      ...columns.flatMap(({ collation }) => collation?.name ?? []),
    ]);
    collations.set(schema, names);
  }
  return names;
}

const tablespaces = new WeakMap<Schema, ReadonlySet<string>>();
/** Those that something of the schema lies in. */
function tablespacesOf(schema: Schema): ReadonlySet<string> {
  let names = tablespaces.get(schema);
  if (!names) {
    const tables = [...schema.tables.values()];
    const all = [...tables, ...schema.views.values(), ...schema.indexes.values()].map((each) => each.tablespace);
    const ofKeys = tables.flatMap(({ constraints }) =>
      constraints.map((each) => ('tablespace' in each ? each.tablespace : undefined)),
    );
    names = new Set([...all, ...ofKeys].filter((name) => name !== undefined));
    tablespaces.set(schema, names);
  }
  return names;
}

const makes = /\b(?:create|alter)\s+(?:role|user|group|tablespace)\b/i;
/** In a DO block, too, whatever decides there. */
function isMadeBefore({ name }: ServerName, at: number, file: FoldedFile, { files }: FoldedHistory): boolean {
  const word = wordPattern(name);
  const isMaker = ({ runs, parsed }: Statement): boolean => runs && makes.test(parsed.text) && word.test(parsed.text);
  for (const { document } of files.slice(0, files.indexOf(file))) if (document.statements.some(isMaker)) return true;
  const own = file.document.statements[at]!;
  const isMade = isOfRole.test(own.parsed.text) ? roleMade(own.parsed.text) === name : isMaker(own);
  return isMade || file.document.statements.slice(0, at).some(isMaker);
}
const isOfRole = /^\s*(?:create|alter)\s+(?:role|user(?!\s+mapping)|group)\b/i;
