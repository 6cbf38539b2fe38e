/** Whether what a file changes is in dev: the evidence of its having run, where no tool's table tells. */
import type { Column, Constraint, Index, Schema, Table, UserType } from '../model/schema';
import { formatType, sameType } from '../model/types';

/** Undefined: dev looks the same whether the file has run or not, as far as can be told. */
export type Evidence = 'in dev' | 'not in dev' | undefined;

const maps = ['tables', 'views', 'indexes', 'sequences', 'types', 'routines'] as const;

/**
 * What files have made so far: what one makes again, after another dropped it, may be in dev from before, and is no sign
 * that it has run.
 */
export class Made {
  readonly #facts = new Set<string>();
  /** Whether it is new; it is not from now on. */
  isNew(fact: string): boolean {
    const { size } = this.#facts;
    return this.#facts.add(fact).size > size;
  }
}
/** One change that is in dev shows that the file has run, whatever else was changed since. Asked in the files' order. */
export function effectIn(before: Schema, after: Schema, dev: Schema, made: Made): Evidence {
  const found: Evidence[] = [];
  for (const map of maps) {
    if (before[map] === after[map]) continue;
    for (const key of new Set([...before[map].keys(), ...after[map].keys()])) {
      const [old, now, there] = [before[map].get(key), after[map].get(key), dev[map].get(key)];
      if (old === now) continue;
      const judge = { made, of: `${map}\0${key}` };
      if (old && now && there) found.push(changes[map]?.(old as never, now as never, there as never, judge));
      else found.push(presence(old !== undefined, now !== undefined, there !== undefined, judge));
      if (!old && now) noteParts(now as Parts, judge);
    }
  }
  return strongest(found);
}
interface Judge {
  readonly made: Made;
  /** The object, and the part of it, that a fact is about. */
  readonly of: string;
}
const part = ({ made, of }: Judge, name: string): Judge => ({ made, of: `${of}\0${name}` });
type Parts = Partial<Pick<Table, 'columns' | 'constraints'>> & { readonly values?: unknown };
/** What is made together with its object. */
function noteParts(object: Parts, judge: Judge): void {
  for (const list of ['columns', 'constraints'] as const)
    for (const { name } of object[list] ?? []) judge.made.isNew(part(judge, `${list} ${name}`).of);
  if (Array.isArray(object.values)) for (const value of object.values) judge.made.isNew(part(judge, String(value)).of);
}

/**
 * Something that `settled`, the schema all files that surely have run make, still has, the file drops and dev lacks: the
 * drop has run. (What a pending file made and a later one drops was never in dev; `effectIn` cannot tell the two apart.)
 */
export function dropsWhatWas(before: Schema, after: Schema, settled: Schema, dev: Schema): boolean {
  for (const map of maps) {
    if (before[map] === after[map]) continue;
    for (const [key, old] of before[map]) {
      const [now, was, there] = [after[map].get(key), settled[map].get(key), dev[map].get(key)];
      if (old === now || !was) continue;
      if (!now && !there) return true;
      if (map === 'tables' && now && there && dropsPart(old as Table, now as Table, was as Table, there as Table))
        return true;
    }
  }
  return false;
}
function dropsPart(old: Table, now: Table, was: Table, there: Table): boolean {
  return (['columns', 'constraints'] as const).some((part) => {
    const has = (table: Table, name: string) => table[part].some((each) => each.name === name);
    return old[part].some(({ name }) => !has(now, name) && has(was, name) && !has(there, name));
  });
}

type Change<T> = (old: T, now: T, there: T, judge: Judge) => Evidence;
const changes: Partial<Record<(typeof maps)[number], Change<never>>> = {
  tables: tableChange,
  types: typeChange,
  indexes: (old: Index, now: Index, there: Index, judge: Judge) =>
    either(textOf(old), textOf(now), textOf(there), judge),
};

/** What was made is there. What was dropped and is not there may never have been: that says nothing. */
function presence(old: boolean, now: boolean, there: boolean, { made, of }: Judge): Evidence {
  if (old === now) return undefined;
  const isNew = now && made.isNew(of);
  if (there !== now) return 'not in dev';
  return there && isNew ? 'in dev' : undefined;
}
/** One fact of which all three sides have a value, spelled alike. */
function either<T>(old: T, now: T, there: T, { made, of }: Judge): Evidence {
  if (old === now) return undefined;
  // What it was before, a file made too, or dev had it.
  made.isNew(`${of}=${old}`);
  const isNew = made.isNew(`${of}=${now}`);
  if (there === now) return isNew ? 'in dev' : undefined;
  return there === old ? 'not in dev' : undefined;
}
/** The strongest: `in dev` before `not in dev` before nothing. */
function strongest(evidence: Iterable<Evidence>): Evidence {
  let result: Evidence;
  for (const one of evidence) {
    if (one === 'in dev') return one;
    result ??= one;
  }
  return result;
}

function tableChange(old: Table, now: Table, there: Table, judge: Judge): Evidence {
  return strongest(tableFacts(old, now, there, judge));
}
function* tableFacts(old: Table, now: Table, there: Table, judge: Judge): Iterable<Evidence> {
  for (const list of ['columns', 'constraints'] as const) {
    const names = new Set([...old[list], ...now[list]].map((each) => each.name));
    for (const name of names) {
      const has = (table: Table): boolean => table[list].some((each) => each.name === name);
      yield presence(has(old), has(now), has(there), part(judge, `${list} ${name}`));
    }
  }
  for (const [was, column, is] of inAll(old.columns, now.columns, there.columns))
    yield* columnFacts(was, column, is, part(judge, `columns ${column.name}`));
  for (const [was, constraint, is] of inAll(old.constraints, now.constraints, there.constraints))
    yield either(textOf(was), textOf(constraint), textOf(is), part(judge, `constraints ${constraint.name}`));
  yield either(old.comment, now.comment, there.comment, part(judge, 'comment'));
  yield either(old.rowSecurity, now.rowSecurity, there.rowSecurity, part(judge, 'row security'));
}
/** What all three have by one name, and the file changed. */
function* inAll<T extends Column | Constraint>(
  old: readonly T[],
  now: readonly T[],
  there: readonly T[],
): Iterable<[T, T, T]> {
  if (old === now) return;
  for (const each of now) {
    const [was, is] = [old, there].map((side) => side.find(({ name }) => name === each.name));
    if (was && is && was !== each) yield [was, each, is];
  }
}
function* columnFacts(was: Column, now: Column, there: Column, judge: Judge): Iterable<Evidence> {
  if (!sameType(was.type, now.type)) {
    judge.made.isNew(`${judge.of}\0type=${formatType(was.type)}`);
    const isNew = judge.made.isNew(`${judge.of}\0type=${formatType(now.type)}`);
    if (sameType(there.type, now.type)) yield isNew ? 'in dev' : undefined;
    else if (sameType(there.type, was.type)) yield 'not in dev';
  }
  const facts: readonly [string, (column: Column) => string | boolean | undefined][] = [
    ['not null', (column) => column.notNull],
    ['default', (column) => spelling(column.default)],
    ['collation', (column) => column.collation?.name],
    ['identity', (column) => column.identity?.kind],
    ['comment', (column) => column.comment],
  ];
  for (const [name, of] of facts) yield either(of(was), of(now), of(there), part(judge, name));
}
function typeChange(old: UserType, now: UserType, there: UserType, judge: Judge): Evidence {
  if (old.kind === 'enum' && now.kind === 'enum' && there.kind === 'enum') {
    const values = new Set([...old.values, ...now.values]);
    return strongest(
      [...values].map((value) => {
        const [was, is, has] = [old, now, there].map((type) => type.values.includes(value));
        return presence(was!, is!, has!, part(judge, value));
      }),
    );
  }
  if (old.kind === 'composite' && now.kind === 'composite' && there.kind === 'composite') {
    const has = (type: typeof old, name: string) => type.attributes.some((attribute) => attribute.name === name);
    const names = new Set([...old.attributes, ...now.attributes].map(({ name }) => name));
    return strongest(
      [...names].map((name) => presence(has(old, name), has(now, name), has(there, name), part(judge, name))),
    );
  }
  if (old.kind === 'domain' && now.kind === 'domain' && there.kind === 'domain')
    return strongest([
      either(old.notNull, now.notNull, there.notNull, part(judge, 'not null')),
      either(spelling(old.default), spelling(now.default), spelling(there.default), part(judge, 'default')),
      either(old.checks.length, now.checks.length, there.checks.length, part(judge, 'checks')),
    ]);
  return undefined;
}

/** An expression without what the server adds to it when it stores it: casts, parentheses, blanks. */
function spelling(expression: string | undefined): string | undefined {
  return expression
    ?.toLowerCase()
    .replace(/::[a-z_ ."]+(\([\d, ]*\))?(\[\])?/g, '')
    .replace(/[\s()"]/g, '');
}
/** What an index or a constraint of a known name says, for telling one definition from another. */
function textOf(object: Index | Constraint): string {
  const facts = Object.entries(object).filter(([fact, value]) => !aside.has(fact) && !defaults.has(value));
  const plain = facts.map(([fact, value]) => `${fact} ${JSON.stringify(value)}`).sort();
  return spelling(plain.join('; ').replaceAll('\\"', '')) ?? '';
}
const aside = new Set(['origins', 'definition', 'comment', 'indexComment', 'local', 'inherited', 'estimatedRows']);
const defaults = new Set<unknown>([undefined, false, 'no action']);
