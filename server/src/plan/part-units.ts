/** The units that a table or view consists of. */

import type { PartOwner } from '../generate/behaviour';
import {
  type Comment,
  columnComments,
  constraintComments,
  indexComment,
  partComment,
  statisticsComments,
} from '../generate/comments';
import { depth, numberInName } from '../generate/keys';
import { lookup, tableFrom } from '../generate/lookup';
import { isKey, parentIndexOf } from '../generate/partitions';
import type { PrintContext } from '../generate/style';
import { isConstraintPrinted } from '../generate/tables';
import { parentsOf } from '../model/children';
import { objectKey } from '../model/kinds';
import type {
  Column,
  Constraint,
  ExtendedStatistics,
  ForeignKeyConstraint,
  Index,
  Schema,
  Table,
  View,
} from '../model/schema';
import { keyOf, type QualifiedName } from '../text/names';
import { splitList } from '../text/quoted';
import { keysNamed, wordsInText } from './names-in-text';
import { isGivenFromAbove, placeAmong } from './place-among';
import { type Item, shapeText, type Unit } from './unit';

interface PartUnit {
  readonly id: string;
  readonly item: Item;
  readonly rank: string;
  /** All that can name what it needs. */
  readonly text: string;
  readonly needs?: readonly string[];
  readonly above?: readonly string[];
  readonly follows?: boolean;
  readonly shape: unknown;
  readonly comments: readonly Comment[];
}
export const partId = (kind: string, owner: { readonly schema: string; readonly name: string }, name: string): string =>
  `${kind}\0${owner.schema}\0${owner.name}\0${name}`;
const indexId = (schema: string, name: string): string => objectKey('index', schema, name);
const ownerId = (owner: PartOwner): string => objectKey(isView(owner) ? 'view' : 'table', owner.schema, owner.name);
const isView = (owner: PartOwner): owner is View => owner.kind === 'view' || owner.kind === 'materialized view';

export function tableParts(table: Table, context: PrintContext): Unit[] {
  const found = lookup(context.schema);
  const parts: PartUnit[] = [
    ...table.columns.map((column) => columnPart(column, table, context)),
    ...table.constraints.map((one) => constraintPart(one, table, context)),
    ...(found.indexes.get(keyOf(table)) ?? []).map((index) => indexPart(index, table, context)),
    ...(table.policies ?? []).map((policy): PartUnit => {
      const { comment: _, origins: __, ...shape } = policy;
      const text = `${policy.using ?? ''} ${policy.check ?? ''}`;
      const comments = partComment('POLICY', policy, table, context);
      return {
        id: partId('policy', table, policy.name),
        item: { is: 'policy', table, policy },
        rank: 's',
        text,
        shape,
        comments,
      };
    }),
    ...behaviourParts(table, context),
    ...(found.statistics.get(keyOf(table)) ?? []).map((one) => statisticsPart(one, context)),
  ];
  return attributed(parts, table, context);
}
export function viewParts(view: View, context: PrintContext): Unit[] {
  const found = lookup(context.schema);
  const parts = [
    ...(found.indexes.get(keyOf(view)) ?? []).map((index) => indexPart(index, view, context)),
    ...behaviourParts(view, context),
    ...(found.statistics.get(keyOf(view)) ?? []).map((one) => statisticsPart(one, context)),
  ];
  return attributed(parts, view, context);
}

/** What the table as a whole is said to depend on is its parts': of those that name it, or of all that have expressions. */
function attributed(parts: readonly PartUnit[], owner: PartOwner, context: PrintContext): Unit[] {
  const { schema } = context;
  const keys = (owner.dependsOn ?? []).filter((key) => key !== ownerId(owner));
  const open = new Set(keys);
  const named = parts.map((part) => {
    const names = wordsInText(part.text);
    const found = keysNamed(keys, names, part.text);
    for (const key of [...found, ...(part.needs ?? [])]) open.delete(key);
    return { part, names, found };
  });
  const columns = isView(owner) ? [] : owner.columns;
  // Columns are added in the order in which they are wanted.
  const places = new Map(columns.map(({ name }, at) => [partId('column', owner, name), String(at).padStart(4, '0')]));
  return named.map(({ part, names, found }): Unit => {
    const { id, item, rank, text, needs = [], above = [], follows = above.length > 0, shape, comments } = part;
    const isOpen = !isView(owner) && text !== '' && item.is !== 'trigger';
    const own = columns.filter(({ name }) => names.has(name)).map(({ name }) => partId('column', owner, name));
    const all = [ownerId(owner), ...needs, ...found, ...(isOpen ? open : []), ...own].filter((need) => need !== id);
    return {
      ...{
        id,
        item,
        sortKey: `${rank}\0${owner.schema}\0${owner.name}\0${places.get(id) ?? placeAmong(item, owner, context)}${id}`,
        needs: [...new Set(serialsOf(all, schema))],
      },
      ...(above.length > 0 && { above }),
      ...(follows && { follows }),
      ...(isGivenFromAbove(item, context) && { given: true }),
      ...{ holder: ownerId(owner), shape: shapeText(shape), comments },
    };
  });
}
/** A composite type that the rows of a table or view have is the table's or view's. */
const serialsOf = (needs: readonly string[], { tables, views }: Schema): string[] =>
  needs.map((need) => {
    const key = need.startsWith('type\0') ? need.slice('type\0'.length) : undefined;
    if (key === undefined) return need;
    return tables.has(key) ? `table\0${key}` : views.has(key) ? `view\0${key}` : need;
  });

function columnPart(column: Column, table: Table, context: PrintContext): PartUnit {
  const { comment: _c, origins: _o, privileges: _p, identity, notNullConstraint, ...rest } = column;
  const { comment: _ic, privileges: _ip, ...ofIdentity } = identity ?? {};
  const { comment: _nc, ...ofNotNull } = notNullConstraint ?? {};
  const { type, collation } = column;
  const above = parentsOf(table).flatMap((name) => {
    const parent = tableFrom(context.schema, name, table.schema);
    return parent?.columns.some((one) => one.name === column.name) ? [partId('column', parent, column.name)] : [];
  });
  return {
    id: partId('column', table, column.name),
    item: { is: 'column', table, column },
    rank: 'h1',
    text: `${column.default ?? ''} ${column.generated?.expression ?? ''}`.trim(),
    needs: [
      ...(type.schema === undefined ? [] : [objectKey('type', type.schema, type.name)]),
      ...(collation?.schema === undefined ? [] : [objectKey('collation', collation.schema, collation.name)]),
    ],
    above,
    follows: above.length > 0 && column.local === false,
    shape: [rest, ofIdentity, ofNotNull],
    comments: columnComments(column, table, context),
  };
}

function constraintPart(one: Constraint, table: Table, context: PrintContext): PartUnit {
  const { comment: _, origins: __, ...shape } = one;
  const columns = 'columns' in one ? one.columns : [];
  const include = 'include' in one ? (one.include ?? []) : [];
  const text = one.kind === 'check' ? one.expression : one.kind === 'exclude' ? one.definition : '';
  const foreign = one.kind === 'foreign key' ? foreignNeeds(one, table, context.schema) : [];
  const number = String(numberInName(one, table, context)).padStart(9, '0');
  const rank = one.kind === 'foreign key' ? `k2\0${number}` : 'k1';
  const above = constraintAbove(one, table, context);
  const below = above.length > 0 && !isKey(one) ? 0 : depth(table, context);
  return {
    id: partId('constraint', table, one.name),
    item: { is: 'constraint', table, constraint: one },
    // A child's own copy first: its parent's then finds it. A key finds what is alike too, even where it is another's.
    rank: `${rank}\0${String(isKey(one) ? below : 999 - below).padStart(3, '0')}`,
    text,
    needs: [...[...columns, ...include].map((name) => partId('column', table, name)), ...foreign],
    above,
    shape,
    comments: constraintComments(one, table, context),
  };
}
/** An index that a key's own index may be attached to, and the other way round. */
const aboveKey = ({ schema, name }: QualifiedName, table: Table): string[] => [
  partId('constraint', table, name),
  indexId(schema ?? table.schema, name),
];
function constraintAbove(one: Constraint, table: Table, context: PrintContext): string[] {
  if (isKey(one)) {
    const parent = tableFrom(context.schema, table.partitionOf?.parent, table.schema);
    const name = parentIndexOf(one);
    return parent === undefined || name === undefined ? [] : aboveKey(name, parent);
  }
  if (one.local !== false || isConstraintPrinted(one, table, context)) return [];
  return parentsOf(table).flatMap((name) => {
    const parent = tableFrom(context.schema, name, table.schema);
    return parent?.constraints.some((other) => other.name === one.name) ? [partId('constraint', parent, one.name)] : [];
  });
}
/** The table it refers to, its columns there, and the key or unique index over them. */
function foreignNeeds(key: ForeignKeyConstraint, table: Table, schema: Schema): string[] {
  const target = tableFrom(schema, key.references, table.schema);
  if (target === undefined) return [];
  const wanted = [...key.referencedColumns].sort().join('\0');
  const covers = (columns: readonly (string | undefined)[]): boolean => [...columns].sort().join('\0') === wanted;
  const keys = target.constraints.filter(
    (one) => isKey(one) && 'columns' in one && !one.deferrable && covers(one.columns),
  );
  const unique = (lookup(schema).indexes.get(keyOf(target)) ?? []).filter(
    (index) => index.unique && index.where === undefined && covers(index.keys.map(({ column }) => column)),
  );
  const first = keys[0]
    ? partId('constraint', target, keys[0].name)
    : unique[0] && indexId(unique[0].schema, unique[0].name);
  return [
    ...(target === table ? [] : [ownerId(target)]),
    ...key.referencedColumns.map((name) => partId('column', target, name)),
    ...(first === undefined ? [] : [first]),
  ];
}

function indexPart(index: Index, owner: PartOwner, context: PrintContext): PartUnit {
  const { comment: _, origins: __, parent: ___, definition, ...rest } = index;
  const columns = [...index.keys.flatMap(({ column }) => column ?? []), ...(index.include ?? [])];
  const texts = [...index.keys.map(({ expression }) => expression ?? ''), index.where ?? ''].join(' ').trim();
  const types = index.keys.flatMap(({ opclass, collation }) => [opclass?.name ?? '', collation?.name ?? '']);
  const body = definition?.slice(definition.indexOf(' USING '));
  const depthOf = isView(owner) ? 0 : depth(owner, context);
  return {
    id: indexId(index.schema, index.name),
    item: { is: 'index', owner, index },
    rank: `l\0${String(depthOf).padStart(3, '0')}`,
    text: [texts, ...types].join(' ').trim(),
    needs: isView(owner) ? [] : columns.map((name) => partId('column', owner, name)),
    above: aboveIndex(index.parent, owner, context.schema),
    shape: [{ ...rest, statistics: undefined, clustered: undefined, replicaIdentity: undefined }, body],
    comments: indexComment(index, context),
  };
}
function aboveIndex(parent: QualifiedName | undefined, owner: PartOwner, schema: Schema): string[] {
  if (parent === undefined || isView(owner)) return [];
  const table = tableFrom(schema, owner.partitionOf?.parent, owner.schema);
  return table === undefined ? [] : aboveKey(parent, table);
}

function behaviourParts(owner: PartOwner, context: PrintContext): PartUnit[] {
  const triggers = (owner.triggers ?? []).map((trigger): PartUnit => {
    const { comment: _, origins: __, enabled: ___, ...shape } = trigger;
    const { function: called } = trigger;
    const needs = called ? [objectKey('routine', called.schema ?? owner.schema, `${called.name}()`)] : [];
    const comments = partComment('TRIGGER', trigger, owner, context);
    const text = trigger.definition.replace(/ EXECUTE (?:FUNCTION|PROCEDURE) [\s\S]*$/, '');
    return {
      id: partId('trigger', owner, trigger.name),
      item: { is: 'trigger', owner, trigger },
      rank: 't',
      text,
      needs,
      shape,
      comments,
    };
  });
  const rules = (owner.rules ?? []).map((rule): PartUnit => {
    const { comment: _, origins: __, enabled: ___, ...shape } = rule;
    const comments = partComment('RULE', rule, owner, context);
    return {
      id: partId('rule', owner, rule.name),
      item: { is: 'rule', owner, rule },
      rank: 't',
      text: rule.definition,
      shape,
      comments,
    };
  });
  return [...triggers, ...rules];
}
/** PostgreSQL prints the columns of statistics in the order that they have in their table. */
export const inAnyOrder = (definition: string): string =>
  definition.replace(/ ON (.*) FROM /s, (_, list: string) => ` ON ${splitList(list).sort().join(', ')} FROM `);
function statisticsPart(one: ExtendedStatistics, context: PrintContext): PartUnit {
  const { comment: _, origins: __, owner: ___, target: ____, ...facts } = one;
  const shape = { ...facts, definition: inAnyOrder(one.definition) };
  return {
    id: objectKey('statistics', one.schema, one.name),
    item: { is: 'statistics', statistics: one },
    ...{ rank: 'p', text: one.definition, shape, comments: statisticsComments(one, context) },
  };
}
