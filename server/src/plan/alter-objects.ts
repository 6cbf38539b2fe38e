/** Extensions, views, routines and what has no map of its own. */

import { createRoutine, createView, viewDefaults } from '../generate/objects';
import { viewSettings } from '../generate/settings';
import { local, qualified, storageParameters } from '../generate/text';
import { unreadOptions } from '../model/other-kinds';
import type { Routine, View } from '../model/schema';
import { formatType } from '../model/types';
import { quoteLiteral } from '../text/names';
import { closingParenthesis, splitList } from '../text/quoted';
import type { AlterOutcome, Pair } from './alteration';
import { statement } from './alteration';
import { changedParameters } from './options';
import type { ItemOf } from './unit';

export function alterExtension({ from, to, gone, after }: Pair): AlterOutcome {
  const a = (from.item as ItemOf<'extension'>).extension;
  const b = (to.item as ItemOf<'extension'>).extension;
  const alter = `ALTER EXTENSION ${local(b.name, after.context)}`;
  if (gone.size > 0 || a.schema !== b.schema)
    return b.schema === undefined || a.fixedSchema
      ? 'replace'
      : { statements: [statement(`${alter} SET SCHEMA ${local(b.schema, after.context)}`)] };
  if (a.version === b.version || b.version === undefined) return undefined;
  return { statements: [statement(`${alter} UPDATE TO ${quoteLiteral(b.version)}`)] };
}

export function alterView({ from, to, gone, after }: Pair): AlterOutcome {
  const a = (from.item as ItemOf<'view'>).view;
  const b = (to.item as ItemOf<'view'>).view;
  if (gone.size > 0 || a.kind !== b.kind) return 'replace';
  const { context } = after;
  const bare = (view: View): string => JSON.stringify([view.definition, view.accessMethod]);
  const name = qualified(b, context);
  const word = `ALTER ${b.kind.toUpperCase()} ${name}`;
  const options = changedParameters(a.options, b.options, word, storageParameters).map((sql) => statement(sql));
  const settings = [...options, ...viewFacts(a, b, word, context)];
  if (bare(a) === bare(b)) return settings.length > 0 ? { statements: settings } : undefined;
  if (b.kind === 'materialized view' || !extendsColumns(a, b)) return 'replace';
  const create = createView(b, context).replace(/^CREATE VIEW/, 'CREATE OR REPLACE VIEW');
  // CREATE OR REPLACE sets the options as well.
  return { statements: [{ sql: create }, ...viewFacts(a, b, word, context)] };
}
/** CREATE OR REPLACE VIEW takes the columns that there are, under their names and types, and more after them. */
function extendsColumns(a: View, b: View): boolean {
  const written = ({ type }: View['columns'][number]): string => (type ? formatType(type) : '');
  return a.columns.every((column, at) => {
    const now = b.columns[at];
    return (
      now !== undefined && now.name === column.name && column.type !== undefined && written(now) === written(column)
    );
  });
}
function viewFacts(a: View, b: View, word: string, context: Pair['after']['context']) {
  const known = [...viewDefaults(a, context), ...viewSettings({ ...a, schema: b.schema, name: b.name }, context)];
  const defaults = a.columns.filter(
    ({ name, default: text }) =>
      text !== undefined && b.columns.find((one) => one.name === name)?.default === undefined,
  );
  const reset = a.columns.filter(
    ({ name, statistics }) =>
      statistics !== undefined && b.columns.some((one) => one.name === name && one.statistics === undefined),
  );
  const own = viewSettings(b, { ...context, style: { ...context.style, indexes: false } });
  const method =
    a.accessMethod === b.accessMethod ? [] : [`${word} SET ACCESS METHOD ${local(b.accessMethod ?? 'heap', context)}`];
  const space =
    a.tablespace === b.tablespace ? [] : [`${word} SET TABLESPACE ${local(b.tablespace ?? 'pg_default', context)}`];
  return [
    ...[...method, ...space].map((sql) => statement(sql)),
    ...defaults.map(({ name }) => statement(`${word} ALTER COLUMN ${local(name, context)} DROP DEFAULT`)),
    ...reset.map(({ name }) => statement(`${word} ALTER COLUMN ${local(name, context)} SET STATISTICS -1`)),
    ...[...viewDefaults(b, context), ...own].filter((sql) => !known.includes(sql)).map((sql) => ({ sql })),
  ];
}

export function alterRoutine({ from, to, gone, after }: Pair): AlterOutcome {
  const a = (from.item as ItemOf<'routine'>).routine;
  const b = (to.item as ItemOf<'routine'>).routine;
  if (gone.size > 0) return 'replace';
  if (from.shape === to.shape) return undefined;
  if (a.kind !== b.kind || b.kind === 'aggregate' || a.returns !== b.returns || !keepsArguments(a, b)) return 'replace';
  return { statements: createRoutine(b, after.context).map((sql) => ({ sql })) };
}
/** CREATE OR REPLACE renames no argument and takes no default away. */
function keepsArguments(a: Routine, b: Routine): boolean {
  const [before, now] = [a, b].map((one) => printedArguments(one.definition ?? ''));
  if (before!.length !== now!.length) return false;
  return before!.every((text, at) => {
    const [was, is] = [text, now![at]!].map((one) => one.split(/ DEFAULT (.*)$/s));
    return was![0] === is![0] && (was!.length === 1 || is!.length > 1);
  });
}
/** The arguments as `pg_get_functiondef` has them. */
function printedArguments(definition: string): string[] {
  const open = definition.indexOf('(');
  return splitList(definition.slice(open + 1, closingParenthesis(definition, open)));
}

/** Of the rest, only what rows or a subscriber would miss is changed where it stands. */
export function alterOther({ from, to, gone }: Pair): AlterOutcome {
  const a = (from.item as ItemOf<'other'>).other;
  const b = (to.item as ItemOf<'other'>).other;
  if (from.shape === to.shape && gone.size === 0) return undefined;
  if (b.kind === 'PUBLICATION' && gone.size === 0)
    return publicationChange(a.definition ?? '', b.definition ?? '', b.designation ?? '');
  if ((b.kind === 'SERVER' || b.kind === 'FOREIGN DATA WRAPPER') && gone.size === 0)
    return optionsChange(a.definition ?? '', b.definition ?? '', b.designation ?? '');
  if (b.kind === 'USER MAPPING' && gone.size === 0)
    return optionsChange(a.definition ?? '', b.definition ?? '', `USER MAPPING FOR ${b.name}`);
  return 'replace';
}
const publication = /^CREATE PUBLICATION (?:"(?:[^"]|"")+"|\S+)( FOR ALL TABLES| FOR [\s\S]*)? WITH \(([^()]*)\)$/;
function publicationChange(before: string, now: string, designation: string): AlterOutcome {
  const [a, b] = [before, now].map((text) => publication.exec(text));
  if (!a || !b || a[1] === ' FOR ALL TABLES' || b[1] === ' FOR ALL TABLES') return 'replace';
  const statements =
    a[2] === b[2] ? [] : [statement(`ALTER ${designation} SET (${publicationSettings(a[2]!, b[2]!)})`)];
  if (a[1] === b[1]) return { statements };
  if (b[1] === undefined) return 'replace';
  return { statements: [...statements, statement(`ALTER ${designation} SET ${b[1].slice(' FOR '.length)}`)] };
}
/** No statement resets a setting. */
const publicationDefaults: Readonly<Record<string, string>> = {
  publish: "'insert, update, delete, truncate'",
  publish_via_partition_root: 'false',
  publish_generated_columns: 'none',
};
function publicationSettings(before: string, now: string): string {
  const names = (list: string): string[] => [...list.matchAll(/(\w+) = /g)].map(([, name]) => name!);
  const kept = names(now);
  const reset = names(before).filter((name) => !kept.includes(name));
  return [now, ...reset.map((name) => `${name} = ${publicationDefaults[name]}`)].join(', ');
}
/** Of a server, a wrapper or a user mapping. */
function optionsChange(before: string, now: string, designation: string): AlterOutcome {
  const split = (text: string): [string, Map<string, string>] => {
    const [read = ''] = text.split(' /* not read');
    const at = read.indexOf(' OPTIONS (');
    const list = at < 0 ? '' : read.slice(at + ' OPTIONS ('.length, -1);
    const options = [...list.matchAll(/("(?:[^"]|"")+"|\S+) (E?'(?:[^']|'')*')/g)];
    return [at < 0 ? read : read.slice(0, at), new Map(options.map((found) => [found[1]!, found[2]!]))];
  };
  const [[head, a], [wanted, b]] = [split(before), split(now)];
  if (head !== wanted) return 'replace';
  const unread = unreadOptions(now);
  const changes = [
    ...unreadOptions(before)
      .filter((name) => !unread.includes(name) && !b.has(name))
      .map((name) => `DROP ${name}`),
    ...[...a.keys()].filter((name) => !b.has(name) && !unread.includes(name)).map((name) => `DROP ${name}`),
    ...[...b]
      .filter(([name, value]) => a.get(name) !== value)
      .map(([name, value]) => `${a.has(name) ? 'SET' : 'ADD'} ${name} ${value}`),
  ];
  if (changes.length === 0) return undefined;
  return { statements: [statement(`ALTER ${designation} OPTIONS (${changes.join(', ')})`)] };
}
