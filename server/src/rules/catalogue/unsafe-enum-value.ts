import { findIn, findTable } from '../../model/resolve';
import type { EnumType, Schema } from '../../model/schema';
import type { Statement } from '../../sql/document/statement';
import { type TypedConstant, typedConstants } from '../../sql/query/typed-constants';
import { t } from '../../text/l10n';
import { keyOf, type QualifiedName } from '../../text/names';
import { transactionOf } from '../families/transactions';
import { allOps, inDocument, tableName } from '../origin-places';
import type { Rule, RuleContext } from '../rule';

export const unsafeEnumValue: Rule = {
  code: 'unsafe-enum-value',
  severity: 'error',
  title: 'A new enum value is used in the transaction that adds it',
  documentation: `A value that ALTER TYPE … ADD VALUE adds to an enum type cannot be used before it is committed: not as a default,
not in rows, not in a comparison. That matters between BEGIN and COMMIT, and in every file that the migration tool runs in
a transaction or sends as one text. Add the value in a file of its own. A type that the same transaction makes is exempt.`,
  examples: [
    {
      dev: `CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE users (id integer, mood mood);`,
      file: `BEGIN;
ALTER TYPE mood ADD VALUE 'happy';
ALTER TABLE users ALTER COLUMN mood SET DEFAULT 'happy';
--                                              ^^^^^^^ error[unsafe-enum-value]: PostgreSQL refuses this: unsafe use of new value "happy" of enum type mood. It must be committed before it is used in a transaction, and BEGIN opened one before this statement.
COMMIT;`,
    },
  ],
  *check(context) {
    const added: Added[] = [];
    for (const statement of context.document.statements) {
      const transaction = statement.runs ? transactionOf(context, statement) : undefined;
      if (transaction) {
        const fresh = added.filter(({ number, value }) => number === transaction.number && holds(statement, value));
        for (const constant of fresh.length > 0 ? typedConstants(statement.parsed.text) : []) {
          const type = enumOf(context.before(statement.index), constant);
          if (!type || !fresh.some(({ key, value }) => key === keyOf(type) && value === constant.value)) continue;
          yield {
            message: t(
              'PostgreSQL refuses this: unsafe use of new value "{0}" of enum type {1}. It must be committed before it is used in a transaction, and {2}.',
              constant.value,
              tableName(context, type),
              transaction.why,
            ),
            range: inDocument(statement, constant.range),
            statement: statement.index,
            fixes: [],
          };
        }
        added.push(...addedBy(context, statement, transaction.number));
      }
    }
  },
};

interface Added {
  /** Of the type. */
  readonly key: string;
  readonly value: string;
  /** Of the transaction. */
  readonly number: number;
}
const holds = ({ parsed }: Statement, value: string): boolean =>
  parsed.text.includes(value.replaceAll("'", "''").slice(0, 63));

/** Not the values of a type that the same transaction makes, nor one that is there. */
function addedBy(context: RuleContext, { index, parsed }: Statement, number: number): Added[] {
  return parsed.ops.flatMap((op) => {
    if (op.op !== 'add enum value') return [];
    const type = enumNamed(context.before(index), op.name.value);
    if (!type || type.values.includes(op.value.value) || madeWithin(context, type, number)) return [];
    return [{ key: keyOf(type), value: op.value.value, number }];
  });
}
function madeWithin(context: RuleContext, type: EnumType, number: number): boolean {
  return context.document.statements.some(
    (statement) =>
      transactionOf(context, statement)?.number === number &&
      [...allOps(statement.parsed.ops)].some((op) => op.op === 'create enum' && op.name.value.name === type.name),
  );
}

function enumNamed(schema: Schema, name: QualifiedName): EnumType | undefined {
  const type = findIn(schema, schema.types, name);
  return type?.kind === 'enum' ? type : undefined;
}
/** The enum type a constant is read as; undefined where tables disagree. */
function enumOf(schema: Schema, { type, column }: TypedConstant): EnumType | undefined {
  if (type) return enumNamed(schema, type);
  if (!column) return undefined;
  const types = column.tables.flatMap((name) => {
    const found = findTable(schema, name)?.columns.find((each) => each.name === column.name);
    return found ? [found.type] : [];
  });
  const [first] = types;
  if (!first || first.array || types.some((each) => each.name !== first.name)) return undefined;
  return enumNamed(
    schema,
    first.schema === undefined ? { name: first.name } : { schema: first.schema, name: first.name },
  );
}
