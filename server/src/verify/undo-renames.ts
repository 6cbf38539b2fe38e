/** What a migration renames, or moves to another schema, is named and stands as before when it is undone: its rows stay. */
import type { SqlFailure } from '../dev/embedded/embedded-protocol';
import { isRelationWord } from '../model/kinds';
import type { Schema } from '../model/schema';
import type { SqlDocument } from '../sql/document/statement';
import type { DdlOp, ObjectReference } from '../sql/read/ops';
import { keyOf, type ObjectName, type QualifiedName, quoteIdentifier, quoteQualified } from '../text/names';
import { present } from '../text/present';
import type { LocalName, Name } from '../text/text';
import type { Scratch } from './scratch';

interface UndoneRename {
  readonly sql: string;
  /** What takes away from the name what has it by now: a new column, table or view. */
  readonly aside?: string;
  /** The schema it goes back to, where names of what goes along may be taken: of indexes and sequences. */
  readonly into?: string;
}
/** duplicate_column, duplicate_table, duplicate_object, duplicate_schema and duplicate_function. */
const takenCodes: ReadonlySet<string> = new Set(['42701', '42P07', '42710', '42P06', '42723']);
const MOST_ALONG = 50;

/** Statements that have run. One that fails was of something else by then, or the file has made another of the name. */
export async function renamedBack(scratch: Scratch, document: SqlDocument, before: Schema): Promise<string[]> {
  const done: string[] = [];
  const run = async (sql: string): Promise<Pick<SqlFailure, 'code' | 'message'> | undefined> => {
    const ran = await scratch.run(sql);
    if (typeof ran === 'string') return { code: '', message: ran };
    if (!ran.error) done.push(sql);
    return ran.error?.failure;
  };
  const isTaken = (failure: { readonly code?: string } | undefined): boolean => takenCodes.has(failure?.code ?? '');
  for (const { sql, aside, into } of undoRenames(document, before)) {
    let failure = await run(sql);
    if (isTaken(failure) && aside !== undefined && !(await run(aside))) failure = await run(sql);
    for (let along = 0; into !== undefined && isTaken(failure) && along < MOST_ALONG; along++) {
      // PostgreSQL renames any relation by ALTER TABLE.
      const name = /^relation "(.*)" already exists in schema /.exec(failure!.message)?.[1];
      if (name === undefined) break;
      const taken = quoteQualified({ schema: into, name });
      if (await run(`ALTER TABLE ${taken} RENAME TO ${quoteIdentifier(`${name}_new`)};`)) break;
      failure = await run(sql);
    }
  }
  return done;
}
/**
 * The statements, the last rename's first. Left out is what only passes through a name, such as a copy that takes a
 * table's place: what was there before it is the one that is changed back.
 */
function undoRenames({ statements }: SqlDocument, before: Schema): UndoneRename[] {
  const names = new Names(before);
  const undone: UndoneRename[] = [];
  for (const { runs, parsed } of statements) {
    // Ranges are of the text as it is written.
    const [op, ...more] = runs && !parsed.filled ? parsed.ops : [];
    const undoing = op && more.length === 0 ? undo(op, parsed.text, names) : undefined;
    if (op && undoing) undone.unshift({ ...undoing, ...present({ aside: leftAside(op, parsed.text) }) });
  }
  return undone;
}
function undo(op: DdlOp, text: string, names: Names): UndoneRename | undefined {
  if (op.op === 'rename enum value') {
    const [old, now] = [op.from, op.to].map(({ range }) => text.slice(range.start, range.end));
    return { sql: swapped(text, op.from, now!, op.to, old!) };
  }
  if (op.op === 'rename') {
    if (!names.rename(op.object, op.to.value)) return undefined;
    const { schema, name } = op.object.name.value;
    const now = quoteQualified({ ...(schema !== undefined && { schema }), name: op.to.value });
    return { sql: swapped(text, op.object.name, now, op.to, quoteIdentifier(name)) };
  }
  if (op.op !== 'set schema') return undefined;
  const schema = names.move(op.object, op.to.value);
  if (schema === undefined) return undefined;
  const now = quoteQualified({ schema: op.to.value, name: op.object.name.value.name });
  return { sql: swapped(text, op.object.name, now, op.to, quoteIdentifier(schema)), into: schema };
}
/** A rename of what the file has made in the place of what it renamed or moved. */
function leftAside(op: DdlOp, text: string): string | undefined {
  if (op.op !== 'rename' && op.op !== 'set schema') return undefined;
  const { value, range } = op.object.name;
  const other = `${value.name}_new`;
  const name = quoteIdentifier(op.to.value === other ? `${value.name}_newer` : other);
  if (op.op === 'rename') return `${text.slice(0, op.to.range.start)}${name}${text.slice(op.to.range.end)};`;
  // What follows the name are a routine's arguments, at most.
  const kept = text.slice(range.end, op.to.range.start).replace(/\bset\s+schema\s*$/i, '');
  return `${text.slice(0, range.end)}${kept}RENAME TO ${name};`;
}
type WrittenName = Pick<Name | LocalName, 'range'>;
const swapped = (text: string, first: WrittenName, now: string, second: WrittenName, old: string): string =>
  `${text.slice(0, first.range.start)}${now}${text.slice(first.range.end, second.range.start)}${old}${text.slice(second.range.end)};`;

/** Of a name that was there before and is free, or another's, by now. */
const NOBODY = '';

/** What the schemas, relations and columns of before are called by now. */
class Names {
  /** Keys before, by keys now; columns by the key of their table before and their name now. */
  readonly #schemas = new Map<string, string>();
  readonly #relations = new Map<string, string>();
  readonly #columns = new Map<string, string>();
  constructor(readonly before: Schema) {}

  /** Whether it was there before, under whatever name. */
  rename({ kind, name, table }: ObjectReference, to: string): boolean {
    if (kind === 'column' && table) {
      const owner = this.#find(table.value);
      if (owner === undefined) return false;
      const now = `${owner.key}\0${name.value.name}`;
      const old = this.#columns.get(now) ?? name.value.name;
      const columns = this.before.tables.get(owner.key)?.columns ?? this.before.views.get(owner.key)?.columns;
      if (!columns?.some((column) => column.name === old)) return false;
      this.#columns.set(now, NOBODY).set(`${owner.key}\0${to}`, old);
      return true;
    }
    if (kind === 'schema') {
      const old = this.#before(name.value.name);
      this.#schemas.set(name.value.name, NOBODY).set(to, old);
      return this.before.namespaces.has(old);
    }
    if (!isRelationWord(kind)) return true;
    const found = this.#find(name.value);
    if (found) this.#put(found, { schema: found.schema, name: to });
    return found !== undefined;
  }
  /** The schema that it stood in until now. */
  move({ kind, name }: ObjectReference, to: string): string | undefined {
    if (!isRelationWord(kind)) return name.value.schema;
    const found = this.#find(name.value);
    if (found) this.#put(found, { schema: to, name: name.value.name });
    return found?.schema;
  }
  #put({ now, key }: Standing, { schema, name }: ObjectName): void {
    this.#relations.set(now, NOBODY).set(keyOf({ schema: this.#before(schema), name }), key);
  }
  readonly #before = (schema: string): string => this.#schemas.get(schema) ?? schema;
  #find({ schema, name }: QualifiedName): Standing | undefined {
    const { tables, views, sequences, indexes, searchPath } = this.before;
    for (const one of schema === undefined ? searchPath : [schema]) {
      const now = keyOf({ schema: this.#before(one), name });
      const key = this.#relations.get(now) ?? now;
      if (tables.has(key) || views.has(key) || sequences.has(key) || indexes.has(key)) return { schema: one, now, key };
    }
    return undefined;
  }
}
interface Standing {
  readonly schema: string;
  /** Keys by its names now and before, both in the schema as that was called before. */
  readonly now: string;
  readonly key: string;
}
