/** Types and domains. */

import type { Cursor } from '../../text/cursor';
import { present } from '../../text/present';
import { type Located, located, type Name, type TextRange } from '../../text/text';

import { bodiesOf, stringsOf } from '../ast';
import type {
  AlterDomainStmt,
  AlterEnumStmt,
  CompositeTypeStmt,
  Constraint,
  CreateDomainStmt,
  CreateEnumStmt,
  CreateRangeStmt,
  Node,
} from '../parse';
import { localName, optionValue, type Source } from '../source';
import { sqlType } from '../types';
import { qualifiedName } from './indexes';
import type { DdlOp, Op } from './ops';
import type { Expression } from './ops-table';
import { type Clause, scanClause } from './scan-clause';

/** The name after `CREATE TYPE`, `ALTER DOMAIN` and the like; the cursor stands behind it. */
function headName(source: Source, nodes: readonly Node[] | undefined): { name: Name; cursor: Cursor } {
  const cursor = source.cursor();
  cursor.at += 2;
  const written = cursor.name();
  return { name: { value: qualifiedName(nodes) ?? { name: '' }, range: written?.range ?? source.all }, cursor };
}
/** The next string constant at or after the cursor, said to mean `value`. */
function nextString(cursor: Cursor, value: string, fallback: TextRange): Located<string> {
  while (!cursor.done && cursor.token()?.kind !== 'string') cursor.at++;
  const token = cursor.token();
  cursor.at++;
  return token === undefined ? { value, range: fallback } : located(value, token.start, token.end);
}

export function createEnum(source: Source, statement: CreateEnumStmt): DdlOp {
  const { name, cursor } = headName(source, statement.typeName);
  const values = stringsOf(statement.vals).map((value) => nextString(cursor, value, name.range));
  return { op: 'create enum', name, values };
}

export function alterEnum(source: Source, statement: AlterEnumStmt): DdlOp {
  const { name, cursor } = headName(source, statement.typeName);
  const { oldVal, newVal, newValNeighbor } = statement;
  if (oldVal !== undefined) {
    const from = nextString(cursor, oldVal, name.range);
    return { op: 'rename enum value', name, from, to: nextString(cursor, newVal ?? '', name.range) };
  }
  const value = nextString(cursor, newVal ?? '', name.range);
  const neighbour = newValNeighbor === undefined ? undefined : nextString(cursor, newValNeighbor, name.range);
  const place = neighbour === undefined ? {} : statement.newValIsAfter ? { after: neighbour } : { before: neighbour };
  return { op: 'add enum value', name, value, ifNotExists: statement.skipIfNewValExists ?? false, ...place };
}

export function createComposite(source: Source, statement: CompositeTypeStmt): DdlOp {
  const name = source.relation(statement.typevar);
  const attributes = bodiesOf(statement.coldeflist, 'ColumnDef').map((column) => {
    const cursor = source.cursorAt(column.location);
    const collation = qualifiedName(column.collClause?.collname);
    return {
      name: localName(column.colname, cursor.local(), name.range),
      type: source.type(column.typeName),
      ...present({ collation }),
    };
  });
  return { op: 'create composite', name, attributes };
}

export function createDomain(source: Source, statement: CreateDomainStmt): DdlOp {
  const { name } = headName(source, statement.domainname);
  const base = source.type(statement.typeName);
  const collation = qualifiedName(statement.collClause?.collname);
  const clauses = domainClauses(source.at(base.range.end));
  const written = bodiesOf(statement.constraints, 'Constraint').map((constraint) => {
    const at = source.offset(constraint.location);
    return { constraint, clause: clauses.find(({ range }) => range.start === at) };
  });
  const value = written.find(({ constraint }) => constraint.contype === 'CONSTR_DEFAULT');
  const notNull = written.find(({ constraint }) => constraint.contype === 'CONSTR_NOTNULL')?.constraint;
  return {
    op: 'create domain',
    name,
    base,
    notNull: notNull !== undefined,
    ...present({
      notNullName: notNull?.conname === undefined ? undefined : notNull.conname,
      default: value && source.expression(value.constraint.raw_expr, value.clause?.value ?? source.all),
      collation,
    }),
    checks: written.flatMap(({ constraint, clause }) =>
      constraint.contype === 'CONSTR_CHECK' ? [domainCheck(source, constraint, clause)] : [],
    ),
  };
}
function domainClauses(cursor: Cursor): Clause[] {
  const clauses: Clause[] = [];
  while (!cursor.done) {
    const clause = scanClause(cursor);
    if (clause === undefined) cursor.skip();
    else clauses.push(clause);
  }
  return clauses;
}
function domainCheck(
  source: Source,
  constraint: Constraint,
  clause: Clause | undefined,
): { name?: string; expression: Expression } {
  return {
    ...present({ name: constraint.conname }),
    expression: source.expression(constraint.raw_expr, clause?.value ?? source.all),
  };
}

type DomainChange = Op<'alter domain'>['change'];
export function alterDomain(source: Source, statement: AlterDomainStmt): DdlOp {
  const { name, cursor } = headName(source, statement.typeName);
  return { op: 'alter domain', name, change: domainChange(source, statement, cursor) };
}
function domainChange(source: Source, statement: AlterDomainStmt, cursor: Cursor): DomainChange {
  switch (statement.subtype) {
    case 'O':
      return { command: 'set not null' };
    case 'N':
      return { command: 'drop not null' };
    case 'C':
      return addDomainConstraint(source, statement.def, cursor);
    case 'X':
    case 'V': {
      cursor.seek('CONSTRAINT');
      cursor.at++;
      const ifExists = cursor.take('IF', 'EXISTS');
      const named = localName(statement.name, cursor.local(), source.all);
      return { command: statement.subtype === 'X' ? 'drop constraint' : 'validate constraint', name: named, ifExists };
    }
    default:
      if (statement.def === undefined) return { command: 'drop default' };
      cursor.seek('DEFAULT');
      cursor.at++;
      return { command: 'set default', default: source.expression(statement.def, cursor.rest()) };
  }
}
function addDomainConstraint(source: Source, node: Node | undefined, cursor: Cursor): DomainChange {
  const constraint = node !== undefined && 'Constraint' in node ? node.Constraint : undefined;
  if (constraint === undefined || constraint.contype === 'CONSTR_NOTNULL')
    return {
      command: 'set not null',
      ...present({ name: constraint?.conname === undefined ? undefined : constraint.conname }),
    };
  const clause = scanClause(cursor, 'ADD');
  return {
    command: 'add check',
    ...domainCheck(source, constraint, clause),
    notValid: constraint.skip_validation ?? false,
  };
}

export function createRange(source: Source, statement: CreateRangeStmt): DdlOp {
  const { name } = headName(source, statement.typeName);
  const parameters = bodiesOf(statement.params, 'DefElem').map(({ defname, arg }) => ({
    name: defname ?? '',
    value:
      arg !== undefined && 'TypeName' in arg
        ? stringsOf(arg.TypeName.names).join('.')
        : arg === undefined
          ? ''
          : optionValue(arg),
    ...present({ type: arg !== undefined && 'TypeName' in arg ? sqlType(arg.TypeName) : undefined }),
  }));
  return { op: 'create range', name, parameters };
}
