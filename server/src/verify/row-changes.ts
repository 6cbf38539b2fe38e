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
export const movesSequence = (op: DdlOp): boolean =>
  op.op === 'use' && op.functions.some(({ value: { name } }) => name === 'nextval' || name === 'setval');

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
  if (name.schema === 'pg_catalog') return false;
  const own = routinesOf(name, schemas);
  if (own.length === 0) return everyBuiltin(name.name) === undefined;
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
    if (couldChange.has(word)) return false;
    const isCalled = words[at + 1] === '(' && /^[\w"]/.test(word);
    if (isCalled && words[at - 1] === '.') return words[at - 2] === 'pg_catalog' && everyBuiltin(word) !== undefined;
    return !isCalled || everyBuiltin(word) !== undefined || allKeywords.has(word) || blockWords.has(word);
  });
}
