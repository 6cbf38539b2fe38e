/** Whether running a statement may change rows, or move a sequence on: nothing in a schema shows that. */
import { everyBuiltin } from '../model/builtin-functions';
import { findIn } from '../model/resolve';
import type { Routine, Schema } from '../model/schema';
import { routineDefinition } from '../sql/definitions';
import type { DdlOp } from '../sql/read/ops';
import { allKeywords } from '../text/keywords';
import type { QualifiedName } from '../text/names';

const howRowsChange: ReadonlySet<string> = new Set(['insert', 'update', 'delete', 'merge', 'truncate']);

/** In WITH, too; and a function that is not PostgreSQL's own may do anything that its text does not rule out. */
export function mayChangeRows(op: DdlOp, schemas: readonly Schema[]): boolean {
  if (op.op === 'use')
    return op.functions.some(({ value }) => mayChange(value, schemas)) || op.relations.some(({ how }) => isChange(how));
  if (op.op === 'create table as')
    return !op.withNoData && op.query.functions.some(({ value }) => mayChange(value, schemas));
  // What nobody has made here is an extension's: ids, most of all.
  return valuesGiven(op).some((name) => routinesOf(name, schemas).length > 0 && mayChange(name, schemas));
}
const isChange = (how: string): boolean => howRowsChange.has(how);
export function movesSequence(op: DdlOp): boolean {
  const called =
    op.op === 'use' ? op.functions : op.op === 'create table as' && !op.withNoData ? op.query.functions : [];
  return called.some(({ value: { name } }) => name === 'nextval' || name === 'setval');
}
/** PostgreSQL's own that run a text as a query, which may call anything, or that write what is in no schema. */
const writing =
  /^(?:query_to_xml(?:schema|_and_xmlschema)?|ts_stat|ts_rewrite|lo_(?:creat|create|export|from_bytea|import|put|truncate|truncate64|unlink)|lowrite|pg_logical_emit_message|pg_logical_slot_get_(?:binary_)?changes|pg_(?:restore|clear)_(?:attribute|relation)_stats|pg_import_system_collations|pg_replication_origin_\w+|pg_replication_slot_advance|pg_(?:create|copy|drop)_\w*replication_slot)$/;

/** Functions that give the rows of a table their values at once. */
function valuesGiven(op: DdlOp): QualifiedName[] {
  if (op.op !== 'alter table') return [];
  return op.commands.flatMap((command) => {
    const given =
      command.command === 'add column'
        ? command.column.default
        : command.command === 'set type'
          ? command.using
          : undefined;
    return (given?.functions ?? []).map(({ value }) => value);
  });
}
const routinesOf = (name: QualifiedName, schemas: readonly Schema[]): Routine[] =>
  schemas.flatMap((schema) => findIn(schema, schema.routines, name) ?? []);
function mayChange(name: QualifiedName, schemas: readonly Schema[]): boolean {
  if (name.schema === 'pg_catalog') return writing.test(name.name);
  const own = routinesOf(name, schemas);
  if (own.length === 0) return everyBuiltin(name.name) === undefined || writing.test(name.name);
  return own.some((one) => !isHarmless(one));
}

/** Of a body in SQL or PL/pgSQL: what could change anything, in it or where it calls. */
const couldChange: ReadonlySet<string> = new Set(
  (
    'insert update delete merge truncate copy execute call do nextval setval create drop alter comment grant revoke ' +
    'notify refresh reindex cluster lock set reset'
  ).split(' '),
);
const blockWords: ReadonlySet<string> = new Set(['while', 'elsif', 'elseif', 'assert', 'slice', 'perform', 'raise']);
/** PostgreSQL lets no function change anything that is not volatile (documentation, "Function Volatility Categories"). */
function isHarmless({ definition, altered }: Routine): boolean {
  const read = definition === undefined ? undefined : routineDefinition(definition, altered);
  if (!read) return false;
  if (read.volatility !== 'volatile') return true;
  if (!read.body || (read.language !== 'sql' && read.language !== 'plpgsql')) return false;
  const words = read.body.map(({ text }) => text.toLowerCase());
  return words.every((word, at) => {
    if (couldChange.has(word) || writing.test(word)) return false;
    const isCalled = words[at + 1] === '(' && /^[\w"]/.test(word);
    if (isCalled && words[at - 1] === '.') return words[at - 2] === 'pg_catalog' && everyBuiltin(word) !== undefined;
    return !isCalled || everyBuiltin(word) !== undefined || allKeywords.has(word) || blockWords.has(word);
  });
}
