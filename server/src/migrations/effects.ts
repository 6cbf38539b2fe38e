/** Whether what a file changes is in dev: the evidence of its having run, where no tool's table tells. */
import type { Column, Constraint, Index, Schema, Table, UserType } from '../model/schema';
import { sameType } from '../model/types';

/** Undefined: dev looks the same whether the file has run or not, as far as can be told. */
export type Evidence = 'in dev' | 'not in dev' | undefined;

const maps = ['tables', 'views', 'indexes', 'sequences', 'types', 'routines'] as const;
/** One change that is in dev shows that the file has run, whatever else was changed since. */
export function effectIn(before: Schema, after: Schema, dev: Schema): Evidence {
  let absent = false;
  for (const map of maps) {
    if (before[map] === after[map]) continue;
    for (const key of new Set([...before[map].keys(), ...after[map].keys()])) {
      const [old, now, there] = [before[map].get(key), after[map].get(key), dev[map].get(key)];
      if (old === now) continue;
      const evidence =
        old && now && there
          ? changes[map]?.(old as never, now as never, there as never)
          : presence(old !== undefined, now !== undefined, there !== undefined);
      if (evidence === 'in dev') return evidence;
      if (evidence === 'not in dev') absent = true;
    }
  }
  return absent ? 'not in dev' : undefined;
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

type Change<T> = (old: T, now: T, there: T) => Evidence;
const changes: Partial<Record<(typeof maps)[number], Change<never>>> = {
  tables: tableChange,
  types: typeChange,
  indexes: (old: Index, now: Index, there: Index) => either(textOf(old), textOf(now), textOf(there)),
};

/** What was made is there. What was dropped and is not there may never have been: that says nothing. */
function presence(old: boolean, now: boolean, there: boolean): Evidence {
  if (old === now) return undefined;
  if (there !== now) return 'not in dev';
  return there ? 'in dev' : undefined;
}
/** One fact of which all three sides have a value, spelled alike. */
function either<T>(old: T, now: T, there: T): Evidence {
  if (old === now || (there !== old && there !== now)) return undefined;
  return there === now ? 'in dev' : 'not in dev';
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

function tableChange(old: Table, now: Table, there: Table): Evidence {
  return strongest(tableFacts(old, now, there));
}
function* tableFacts(old: Table, now: Table, there: Table): Iterable<Evidence> {
  for (const part of ['columns', 'constraints'] as const) {
    const names = new Set([...old[part], ...now[part]].map((each) => each.name));
    for (const name of names) {
      const has = (table: Table): boolean => table[part].some((each) => each.name === name);
      yield presence(has(old), has(now), has(there));
    }
  }
  for (const [was, column, is] of inAll(old.columns, now.columns, there.columns)) yield* columnFacts(was, column, is);
  for (const [was, constraint, is] of inAll(old.constraints, now.constraints, there.constraints))
    yield either(textOf(was), textOf(constraint), textOf(is));
  yield either(old.comment, now.comment, there.comment);
  yield either(old.rowSecurity, now.rowSecurity, there.rowSecurity);
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
function* columnFacts(was: Column, now: Column, there: Column): Iterable<Evidence> {
  if (!sameType(was.type, now.type)) {
    if (sameType(there.type, now.type)) yield 'in dev';
    else if (sameType(there.type, was.type)) yield 'not in dev';
  }
  yield either(was.notNull, now.notNull, there.notNull);
  yield either(spelling(was.default), spelling(now.default), spelling(there.default));
  yield either(was.collation?.name, now.collation?.name, there.collation?.name);
  yield either(was.identity?.kind, now.identity?.kind, there.identity?.kind);
  yield either(was.comment, now.comment, there.comment);
}
function typeChange(old: UserType, now: UserType, there: UserType): Evidence {
  if (old.kind === 'enum' && now.kind === 'enum' && there.kind === 'enum') {
    const values = new Set([...old.values, ...now.values]);
    return strongest(
      [...values].map((value) =>
        presence(old.values.includes(value), now.values.includes(value), there.values.includes(value)),
      ),
    );
  }
  if (old.kind === 'composite' && now.kind === 'composite' && there.kind === 'composite') {
    const has = (type: typeof old, name: string) => type.attributes.some((attribute) => attribute.name === name);
    const names = new Set([...old.attributes, ...now.attributes].map(({ name }) => name));
    return strongest([...names].map((name) => presence(has(old, name), has(now, name), has(there, name))));
  }
  if (old.kind === 'domain' && now.kind === 'domain' && there.kind === 'domain')
    return strongest([
      either(old.notNull, now.notNull, there.notNull),
      either(spelling(old.default), spelling(now.default), spelling(there.default)),
      either(old.checks.length, now.checks.length, there.checks.length),
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
