/** Tables as another server has them: names of NOT NULL, identities of partitions, expressions. */
import { objectKey } from '../../model/kinds';
import type { Column, Constraint, Index, Policy, Rule, Schema, Table, Trigger } from '../../model/schema';
import { triggerDefinition } from '../../sql/definitions';
import { canonical } from '../../text/canonical';
import { keyOf, makeObjectName, qualifiedKey, quoteIdentifier } from '../../text/names';
import { present } from '../../text/present';
import type { Equality, ExpressionContext } from '../expressions/equivalence';
import type { CastType } from '../expressions/types';
import { contextOfTables, type Pair, type ServerPair, sameExpressions, type TakesAsOwn } from './texts';

const NAMED_NOT_NULL = 180000;
const PARTITIONS_HAVE_IDENTITY = 170000;
const isBefore = ({ own, other }: ServerPair, version: number): boolean =>
  [own, other].some(({ serverVersion }) => serverVersion > 0 && serverVersion < version);

/** Without `take`, both servers are of one version, and what they print is alike. */
export function tableInWordsOf(pair: Pair<Table>, sides: ServerPair, take: TakesAsOwn | undefined): Table {
  const { own, other } = pair;
  if (!take && !other.partitionOf && ![own, other].some(isNamedThere)) return other;
  const parts = take && new Parts(pair, sides, take);
  const columns = paired(own.columns, other.columns, (each) => {
    const named = withIdentity(withNotNull(each, pair, sides), each.own, other, sides);
    return parts ? parts.column({ ...each, other: named }) : named;
  })!;
  if (!parts) return { ...other, columns };
  return {
    ...{ ...other, columns },
    constraints: paired(own.constraints, other.constraints, parts.constraint)!,
    ...present({
      policies: paired(own.policies, other.policies, parts.policy),
      triggers: paired(own.triggers, other.triggers, parts.trigger),
      rules: paired(own.rules, other.rules, parts.rule),
    }),
  };
}
/** Of the other side, each with the own one of its name. */
function paired<T extends { readonly name: string }>(
  mine: readonly T[] | undefined,
  theirs: readonly T[] | undefined,
  asOwn: (each: Pair<T>) => T,
): T[] | undefined {
  return theirs?.map((other) => {
    const own = mine?.find(({ name }) => name === other.name);
    return own ? asOwn({ own, other }) : other;
  });
}
type Texts = readonly Pair<string | undefined>[];
/** The texts of one table's parts. */
class Parts {
  readonly #context: ExpressionContext;
  readonly #key: string;
  readonly #shown: string;
  constructor(
    pair: Pair<Table>,
    readonly sides: ServerPair,
    readonly take: TakesAsOwn,
  ) {
    this.#context = contextOfTables(pair, sides);
    this.#key = objectKey('table', pair.other.schema, pair.other.name);
    this.#shown = quoteIdentifier(pair.other.name);
  }
  #isTaken(equality: Equality, part: string, name: string): boolean {
    return this.take(equality, `${part} ${quoteIdentifier(name)} of ${this.#shown}`, this.#key);
  }
  /** Where there is something to take. */
  #isSame(texts: Texts, part: string, name: string, target?: CastType): boolean {
    if (texts.every(({ own, other }) => own === other)) return false;
    return this.#isTaken(sameExpressions(texts, { ...this.#context, ...present({ target }) }, this.sides), part, name);
  }
  readonly column = ({ own, other }: Pair<Column>): Column => {
    const texts = [
      { own: own.default, other: other.default },
      { own: own.generated?.expression, other: other.generated?.expression },
    ];
    if (!this.#isSame(texts, 'column', other.name, other.type)) return other;
    const generated = other.generated && own.generated && { ...other.generated, expression: own.generated.expression };
    return { ...other, ...present({ default: own.default, generated }) };
  };
  readonly constraint = ({ own, other }: Pair<Constraint>): Constraint => {
    if (own.kind === 'check' && other.kind === 'check') {
      const texts = [{ own: own.expression, other: other.expression }];
      return this.#isSame(texts, 'check', other.name) ? { ...other, expression: own.expression } : other;
    }
    if (own.kind !== 'exclude' || other.kind !== 'exclude' || own.definition === other.definition) return other;
    return this.#isTaken('unknown', 'constraint', other.name) ? { ...other, definition: own.definition } : other;
  };
  readonly policy = ({ own, other }: Pair<Policy>): Policy => {
    const texts = [
      { own: own.using, other: other.using },
      { own: own.check, other: other.check },
    ];
    if (!this.#isSame(texts, 'policy', other.name)) return other;
    return { ...other, ...present({ using: own.using, check: own.check }) };
  };
  readonly trigger = ({ own, other }: Pair<Trigger>): Trigger => {
    const [a, b] = [own, other].map(({ definition }) => triggerDefinition(definition));
    if (own.definition === other.definition || !a || !b) return other;
    if (canonical({ ...a, when: undefined }) !== canonical({ ...b, when: undefined })) return other;
    const isSame = this.#isSame([{ own: a.when, other: b.when }], 'trigger', other.name);
    return isSame ? { ...other, definition: own.definition } : other;
  };
  readonly rule = ({ own, other }: Pair<Rule>): Rule => {
    if (own.definition === other.definition) return other;
    return this.#isTaken('unknown', 'rule', other.name) ? { ...other, definition: own.definition } : other;
  };
}

/** Before 18 NOT NULL has no name; one that PostgreSQL chose is as good as another. */
function withNotNull({ own, other }: Pair<Column>, tables: Pair<Table>, sides: ServerPair): Column {
  if (!own.notNull || !other.notNull) return other;
  const { notNullConstraint, ...rest } = other;
  const isPlain = notNullConstraint?.noInherit !== true && notNullConstraint?.valid !== false;
  const named = present({ notNullConstraint: own.notNullConstraint });
  if (isBefore(sides, NAMED_NOT_NULL)) return isPlain ? { ...rest, ...named } : other;
  if (!isPlain || own.notNullConstraint?.name === notNullConstraint?.name) return other;
  if (!isChosen(own, tables.own, sides.own) || !isChosen(other, tables.other, sides.other)) return other;
  return { ...rest, ...named };
}
/** By the table, by the one that it is a partition of, or by one that it was made LIKE. */
function isChosen({ name, notNullConstraint }: Column, table: Table, schema: Schema): boolean {
  const { name: called, comment } = notNullConstraint ?? {};
  if (comment !== undefined) return false;
  if (called === undefined || called === chosen(table, name)) return true;
  if (table.partitionOf) return called === nameAbove(name, table, schema);
  return [...schema.tables.values()].some(
    (one) => called === chosen(one, name) && one.columns.some((column) => column.name === name && column.notNull),
  );
}
const isNamedThere = ({ columns }: Table): boolean => columns.some(({ notNullConstraint: one }) => one !== undefined);
const chosen = (table: Table, column: string): string => makeObjectName(table.name, column, 'not_null');
/** As that of the table it is a partition of is called. */
function nameAbove(column: string, table: Table, schema: Schema): string | undefined {
  const { parent } = table.partitionOf!;
  const above = schema.tables.get(qualifiedKey(parent.schema ?? table.schema, parent.name));
  const its = above?.columns.find(({ name }) => name === column);
  return its?.notNull ? (its.notNullConstraint?.name ?? chosen(above!, column)) : undefined;
}

/** Since 17 a partition has its parent's identity. */
function withIdentity(column: Column, own: Column, table: Table, sides: ServerPair): Column {
  if (!table.partitionOf || !isBefore(sides, PARTITIONS_HAVE_IDENTITY)) return column;
  if (Boolean(own.identity) === Boolean(column.identity)) return column;
  const { identity: _, ...rest } = column;
  return { ...rest, ...present({ identity: own.identity }) };
}

export function indexInWordsOf({ own, other }: Pair<Index>, sides: ServerPair, judge: TakesAsOwn): Index {
  if (own.definition === other.definition) return other;
  const [a, b] = [sides.own.tables.get(tableKey(own)), sides.other.tables.get(tableKey(other))];
  const texts = [
    { own: own.where, other: other.where },
    ...other.keys.map(({ expression }, at) => ({ own: own.keys[at]?.expression, other: expression })),
  ];
  const keys = other.keys.map((key, at) => ({ ...key, ...present({ expression: own.keys[at]?.expression }) }));
  const said = { ...other, keys, ...present({ where: own.where, definition: own.definition }) };
  if (canonical(said, aside) !== canonical(own, aside)) return other;
  const equality = sameExpressions(texts, a && b ? contextOfTables({ own: a, other: b }, sides) : {}, sides);
  const key = objectKey('index', own.schema, own.name);
  return judge(equality, `index ${quoteIdentifier(own.name)}`, key) ? said : other;
}
const aside: ReadonlySet<string> = new Set([
  'comment',
  'origins',
  'statistics',
  'clustered',
  'replicaIdentity',
  'invalid',
]);
const tableKey = ({ schema, table }: Index): string => keyOf({ schema, ...table });
