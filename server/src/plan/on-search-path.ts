/** A schema as a server prints it on another search path: names that are found there are bare, the others qualified. */
import { routineKey } from '../generate/mentions';
import { isBuiltinFunction, isBuiltinOperator, isBuiltinOperatorClass } from '../model/builtins';
import { schemaMaps } from '../model/kinds';
import { idOfOther, otherKey } from '../model/other-kinds';
import { PMap } from '../model/persistent-map';
import type { OtherObject, Routine, Schema } from '../model/schema';
import type { IndexKey } from '../model/schema-constraints';
import { type Frame, type NamedKind, type PrintedReference, printedReferences } from '../sql/printed-references';
import { isBuiltinType } from '../sql/types';
import { tokenize } from '../text/lexer';
import { type QualifiedName, qualifiedKey, quoteIdentifier, quoteQualified } from '../text/names';
import { present } from '../text/present';

const expression: Frame = ['SELECT ', ''];
const statement: Frame = ['', ''];
const body = ' LANGUAGE sql AS $$$$';
/** The members that hold SQL as PostgreSQL prints it, whatever they are members of. */
const framesOf: Readonly<Record<string, readonly Frame[]>> = {
  default: [expression],
  expression: [expression],
  where: [expression],
  using: [expression],
  check: [expression],
  definition: [statement, ['ALTER TABLE t ADD ', '']],
  partitionBy: [['CREATE TABLE t () PARTITION BY ', '']],
  identityArguments: [['CREATE FUNCTION f(', `) RETURNS void${body}`]],
  returns: [['CREATE FUNCTION f() RETURNS ', body]],
};

const framesOfNames: Readonly<Record<string, Frame>> = {
  OPERATOR: ['COMMENT ON OPERATOR ', " IS ''"],
  CAST: ['COMMENT ON CAST (', ") IS ''"],
  TRANSFORM: ['COMMENT ON TRANSFORM ', " IS ''"],
};

/** What is not in SQL (a body in a string, a list of privileges) stays, and so do names that `schema` does not have. */
export function onSearchPath(schema: Schema, searchPath: readonly string[]): Schema {
  if (schema.searchPath.join('\0') === searchPath.join('\0')) return schema;
  const printer = new Printer(schema, searchPath);
  const maps = schemaMaps.map((map) => [map, map === 'others' ? printer.others() : printer.map(schema[map])]);
  return { ...schema, ...Object.fromEntries(maps), searchPath };
}

class Printer {
  /** Of what is called otherwise by its arguments: the keys that `dependsOn` has. */
  readonly #called = new Map<string, string>();
  readonly #others: ReadonlySet<string>;
  readonly #made: readonly { readonly schema: string; readonly symbol: string }[];
  constructor(
    readonly schema: Schema,
    readonly path: readonly string[],
  ) {
    this.#made = [...schema.others.values()].flatMap(({ kind, schema: home, name }) => {
      const symbol = name.split(/[\s(]/, 1)[0]!;
      return kind === 'OPERATOR' && home !== undefined && !isBuiltinOperator(symbol) ? { schema: home, symbol } : [];
    });
    this.#others = new Set([...schema.others.values()].flatMap(nameOfOther));
    for (const overloads of schema.routines.values())
      for (const routine of overloads) {
        const now = routineKey(this.#mapped(routine) as Routine);
        if (now !== routineKey(routine)) this.#called.set(routineKey(routine), now);
      }
    for (const other of schema.others.values()) {
      const now = this.#renamed(other);
      if (now.name !== other.name) this.#called.set(idOfOther(other), idOfOther(now));
    }
  }

  map(objects: Iterable<[string, unknown]>): PMap<unknown> {
    return PMap.from([...objects].map(([key, object]) => [key, this.#mapped(object)] as const));
  }
  others(): PMap<unknown> {
    return PMap.from(
      [...this.schema.others.values()].map((other) => {
        const mapped = this.#renamed(this.#mapped(other) as OtherObject);
        return [otherKey(mapped.kind, mapped), mapped] as const;
      }),
    );
  }
  /** The names of operators, casts and transforms hold types. */
  #renamed(other: OtherObject): OtherObject {
    const { kind, name, designation } = other;
    const frame = framesOfNames[kind];
    if (frame === undefined) return other;
    return {
      ...{ ...other, name: this.#names(name, [frame]) },
      ...present({ designation: designation && this.#names(designation, [['COMMENT ON ', " IS ''"]]) }),
    };
  }
  #mapped(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((one) => this.#mapped(one));
    if (typeof value !== 'object' || value === null) return value;
    const members = Object.entries(value).map(([key, member]) => [key, this.#member(key, member)]);
    return Object.fromEntries(members);
  }
  #member(key: string, member: unknown): unknown {
    if (key === 'origins') return member;
    if (key === 'keys') return (member as readonly IndexKey[]).map((each) => this.#key(each));
    if (key === 'dependsOn') return (member as readonly string[]).map((id) => this.#called.get(id) ?? id).sort();
    const frames = typeof member === 'string' ? framesOf[key] : undefined;
    return frames ? this.#text(member as string, frames) : this.#mapped(member);
  }
  #text(text: string, frames: readonly Frame[]): string {
    return this.#operators(this.#names(text, frames));
  }
  #names(text: string, frames: readonly Frame[]): string {
    for (const frame of frames) {
      const names = printedReferences(text, frame);
      if (names.length > 0) return names.reduceRight((result, name) => this.#printed(result, name), text);
    }
    return text;
  }
  /** One that people have made, in `OPERATOR(app.===)` where the path does not lead to it. */
  #operators(text: string): string {
    if (/^(?:CREATE|ALTER) OPERATOR\b/.test(text)) return text;
    let now = text;
    for (const { schema, symbol } of this.#made) {
      if (!now.includes(symbol)) continue;
      const far = `OPERATOR(${quoteIdentifier(schema)}.${symbol})`;
      if (this.path.includes(schema)) now = now.replaceAll(far, symbol);
      else if (this.schema.searchPath.includes(schema)) now = withOperator(now, symbol, far);
    }
    return now;
  }
  #printed(text: string, { kind, value, range }: PrintedReference): string {
    const now = this.#shown(kind, value);
    return now === value ? text : text.slice(0, range.start) + quoteQualified(now) + text.slice(range.end);
  }
  #key(key: IndexKey): unknown {
    const { collation, opclass, ...rest } = this.#mapped(key) as IndexKey;
    const shown = {
      collation: collation && this.#shown('collation', collation),
      opclass: opclass && this.#shown('operator class', opclass),
    };
    return { ...rest, ...present(shown) };
  }
  #shown(kind: NamedKind, value: QualifiedName): QualifiedName {
    const { name } = value;
    if (value.schema === 'pg_catalog' || (value.schema === undefined && isBuiltin(kind, name))) return value;
    const home = value.schema ?? this.schema.searchPath.find((each) => this.#has(kind, each, name));
    if (home === undefined) return value;
    const at = this.path.indexOf(home);
    const isFound =
      at >= 0 && !isBuiltin(kind, name) && !this.path.slice(0, at).some((each) => this.#has(kind, each, name));
    const now: QualifiedName = isFound ? { name } : { schema: home, name };
    return now.schema === value.schema ? value : now;
  }
  #has(kind: NamedKind, schema: string, name: string): boolean {
    const key = qualifiedKey(schema, name);
    const { routines, tables, views, sequences, types, collations } = this.schema;
    if (kind === 'function') return routines.has(key);
    if (kind === 'collation') return collations.has(key);
    if (kind === 'operator class' || kind === 'text search') return this.#others.has(`${kind}\0${key}`);
    if (tables.has(key) || views.has(key)) return true;
    // To the parser the functions of a base type or an operator are types.
    return kind === 'type' ? types.has(key) || routines.has(key) : sequences.has(key);
  }
}
function isBuiltin(kind: NamedKind, name: string): boolean {
  if (kind === 'function') return isBuiltinFunction(name);
  if (kind === 'operator class') return isBuiltinOperatorClass(name);
  return kind === 'type' && isBuiltinType(name);
}
/** Of an operator class without its method. */
function nameOfOther({ kind, schema, name }: OtherObject): string[] {
  if (schema === undefined) return [];
  const isSearch = kind.startsWith('TEXT SEARCH ');
  const own = kind === 'OPERATOR CLASS' ? name.slice(0, name.lastIndexOf(' ')) : name;
  return [`${isSearch ? 'text search' : kind.toLowerCase()}\0${qualifiedKey(schema, own)}`];
}
function withOperator(text: string, symbol: string, far: string): string {
  return tokenize(text).reduceRight(
    (result, { kind, start, end }) =>
      kind === 'operator' && text.slice(start, end) === symbol
        ? result.slice(0, start) + far + result.slice(end)
        : result,
    text,
  );
}
