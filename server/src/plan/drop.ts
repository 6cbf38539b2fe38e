/** DROP of each kind, and what rows or values it takes along. */
import { routineSignature } from '../generate/objects';
import type { PrintContext } from '../generate/style';
import { local, qualified } from '../generate/text';
import type { OtherObject, Table, View } from '../model/schema';
import type { Item } from './unit';

/** Without the semicolon; undefined for what no statement drops. `qualified` names are printed as `context` has them. */
export function dropOf(item: Item, context: PrintContext): string | undefined {
  const name = (one: { readonly schema?: string; readonly name: string }): string =>
    qualified({ name: one.name, ...(one.schema !== undefined && { schema: one.schema }) }, context);
  const on = (part: { readonly name: string }, owner: Table | View): string =>
    `${local(part.name, context)} ON ${name(owner)}`;
  switch (item.is) {
    case 'schema':
      return `DROP SCHEMA ${local(item.namespace.name, context)}`;
    case 'extension':
      return `DROP EXTENSION ${local(item.extension.name, context)}`;
    case 'collation':
      return `DROP COLLATION ${name(item.collation)}`;
    case 'type':
      return `DROP ${item.type.kind === 'domain' ? 'DOMAIN' : 'TYPE'} ${name(item.type)}`;
    case 'shell':
      return undefined;
    case 'sequence':
      return `DROP SEQUENCE ${name(item.sequence)}`;
    case 'table':
      return `DROP ${alterWord(item.table)} ${name(item.table)}`;
    case 'column':
      return `ALTER ${alterWord(item.table)} ${name(item.table)} DROP COLUMN ${local(item.column.name, context)}`;
    case 'constraint':
      return `ALTER ${alterWord(item.table)} ${name(item.table)} DROP CONSTRAINT ${local(item.constraint.name, context)}`;
    case 'index':
      return `DROP INDEX ${name(item.index)}`;
    case 'statistics':
      return `DROP STATISTICS ${name(item.statistics)}`;
    case 'trigger':
      return `DROP TRIGGER ${on(item.trigger, item.owner)}`;
    case 'policy':
      return `DROP POLICY ${on(item.policy, item.table)}`;
    case 'rule':
      return `DROP RULE ${on(item.rule, item.owner)}`;
    case 'view':
      return `DROP ${item.view.kind.toUpperCase()} ${name(item.view)}`;
    case 'routine': {
      const kind = item.routine.kind === 'window' ? 'FUNCTION' : item.routine.kind.toUpperCase();
      return `DROP ${kind} ${routineSignature(item.routine, context)}`;
    }
    case 'other':
      return dropOther(item.other);
  }
}
export const alterWord = ({ kind }: Table): string => (kind === 'foreign table' ? 'FOREIGN TABLE' : 'TABLE');

function dropOther({ kind, designation, definition }: OtherObject): string | undefined {
  if (kind === 'EXTENSION DEPENDENCY')
    return definition?.replace(/ DEPENDS ON EXTENSION (?!.* DEPENDS ON)/, ' NO DEPENDS ON EXTENSION ');
  // User mappings are not read, for they hold passwords; they go with their server.
  const cascade = kind === 'SERVER' ? ' CASCADE' : '';
  return designation === undefined ? undefined : `DROP ${designation}${cascade}`;
}

/** What is lost for good when it is dropped. */
export function lossOf(item: Item): string | undefined {
  switch (item.is) {
    case 'table':
      return item.table.kind === 'table' ? `the rows of ${item.table.name}` : undefined;
    case 'column':
      if (item.column.generated !== undefined || item.table.kind === 'foreign table') return undefined;
      return `the values of ${item.table.name}.${item.column.name}`;
    case 'sequence':
      return `the position of ${item.sequence.name}`;
    case 'extension':
      return `what extension ${item.extension.name} keeps`;
    case 'other':
      return item.other.kind === 'SERVER' ? `the user mappings of ${item.other.name}` : undefined;
    default:
      return undefined;
  }
}
