/** What a change of a changelog that is not SQL may make, change or take away: its names, where it has no others. */
import type { ChangelogNode } from './changelog-nodes';
import { runsOnPostgres } from './changelog-properties';
import type { UnreadStep } from './convention';

type Objects = NonNullable<UnreadStep['objects']>;

/** Rows, or nothing at all. */
const schemaless =
  /^(?:insert|update|delete|load(?:Update)?Data|tagDatabase|output|empty|stop|rollback|preConditions|comment|validCheckSum|modifySql)$/;
/** All that they do, they do to what they name. */
const named =
  /^(?:(?:create|drop|rename)(?:Table|View|Sequence|Index)|alterSequence|(?:add|drop|rename|merge)Columns?|modifyDataType|(?:add|drop)(?:NotNull|Unique|ForeignKey|Check)Constraint|(?:add|drop)(?:DefaultValue|PrimaryKey)|dropAllForeignKeyConstraints|addAutoIncrement|addLookupTable|set(?:Table|Column)Remarks|renameConstraint)$/;
/** The keys of their names, each with what says its schema. */
const keys = [
  ...['tableName', 'viewName', 'sequenceName', 'indexName'],
  ...['Table', 'View', 'Sequence'].flatMap((what) => [`old${what}Name`, `new${what}Name`]),
  ...['baseTableName', 'existingTableName'],
];
const schemaKeys = ['schemaName', 'baseTableSchemaName', 'newTableSchemaName', 'existingTableSchemaName'];

/** Of what PostgreSQL is to run: all that may be other after it; undefined: nobody can tell. */
export function objectsChanged(change: ChangelogNode): Objects | undefined {
  const { name, values } = change;
  const dbms = values.get('dbms')?.trim();
  if (schemaless.test(name) || (dbms && !runsOnPostgres(dbms))) return [];
  if (!named.test(name) || [...values.values()].some((value) => value.includes('${'))) return undefined;
  if (values.get('cascadeConstraints')?.toLowerCase() === 'true') return undefined;
  const schemas = schemaKeys.flatMap((key) => values.get(key) ?? []);
  const objects = keys.flatMap((key): Objects => {
    const written = values.get(key);
    if (written === undefined) return [];
    const kind = key === 'indexName' ? 'index' : 'table';
    // Liquibase quotes a name of capitals and small letters, and leaves another to PostgreSQL.
    const names = new Set([written, written.toLowerCase()]);
    return [...names].flatMap((one) =>
      schemas.length === 0 ? { kind, name: one } : schemas.map((schema) => ({ kind, schema, name: one }) as const),
    );
  });
  return objects.length === 0 ? undefined : objects;
}
