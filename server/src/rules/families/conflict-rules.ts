/** Rules over what applying the statements ran into: one kind of conflict about one kind of object each. */

import type { Conflict } from '../../fold/conflict';
import type { ObjectKind } from '../../model/kinds';
import type { Origin, Schema } from '../../model/schema';
import { noun, t } from '../../text/l10n';
import { displayName, type QualifiedName, qualifiedKey, quoteIdentifier, quoteLiteral } from '../../text/names';
import { nearest } from '../../text/nearest-name';
import { present } from '../../text/present';
import type { TextRange } from '../../text/text';
import { didYouMean, replaceWith, sentences, whereSearched } from '../message-words';
import { inDocument, madeAt, tableName } from '../origin-places';
import type { Fix, Found, Rule, RuleContext, RuleExample } from '../rule';
import { whyAbsent } from '../why-absent';

interface ConflictRule {
  readonly code: string;
  readonly title: string;
  readonly documentation: string;
  readonly examples: readonly RuleExample[];
  readonly kinds: readonly Conflict['kind'][];
  /** Absent: whatever object it is about. */
  readonly objects?: readonly ObjectKind[];
  /** Absent: PostgreSQL's own message. */
  message?(conflict: Conflict, context: RuleContext): string;
}

export function conflictRule({ kinds, objects, message, ...rule }: ConflictRule): Rule {
  return {
    ...rule,
    severity: 'error',
    *check(context) {
      for (const conflict of context.conflicts)
        if (kinds.includes(conflict.kind) && (objects?.includes(conflict.object.kind) ?? true))
          yield* conflictFinding(context, conflict, message?.(conflict, context) ?? asPostgres(conflict));
    },
  };
}
function* conflictFinding(context: RuleContext, conflict: Conflict, message: string): Generator<Found> {
  const statement = context.document.statements[conflict.statement];
  if (!statement) return;
  const range = ownPart(context, conflict, inDocument(statement, conflict.range));
  const { candidates = [] } = conflict;
  const why = whyNoColumn(context, conflict);
  const isRight = candidates.includes(conflict.object.name) || why?.isOfDev;
  const meant = isRight ? undefined : near(conflict.object, candidates);
  const isValue = conflict.object.kind === 'enum value';
  const hint = meant === undefined ? '' : didYouMean(isValue ? quoteLiteral(meant.name) : displayName(meant));
  const fixes =
    meant === undefined ? [] : [isValue ? replaceValue(range, meant.name) : replaceName(context, range, meant)];
  const related = why?.related ?? madeAt(context, madeBefore(context, conflict), t('It was made here.')) ?? [];
  yield {
    message: sentences(message, why?.words ?? '', hint),
    range,
    statement: statement.index,
    fixes,
    ...present({ related: related.length > 0 ? related : undefined }),
  };
}
function whyNoColumn(context: RuleContext, { kind, object, statement }: Conflict) {
  if (kind !== 'does not exist' || object.kind !== 'column' || object.table === undefined) return undefined;
  const table = { ...present({ schema: object.schema }), name: object.table };
  return whyAbsent(context, table, object.name, statement);
}
/** What stands in the way, where a statement of the history made it. */
function madeBefore(context: RuleContext, { kind, object, statement }: Conflict): Origin | undefined {
  if (kind !== 'exists already' && kind !== 'duplicate column') return undefined;
  // A pending file begins with dev, whose facts nothing made; the files that have run there made most of them.
  return madeIn(context.before(statement), object) ?? (context.earlier && madeIn(context.earlier, object));
}
function madeIn(before: Schema, object: Conflict['object']): Origin | undefined {
  const own = (name: string) => qualifiedKey(object.schema ?? before.searchPath[0] ?? '', name);
  if (object.table !== undefined) {
    const table = before.tables.get(own(object.table));
    const parts = [...(table?.columns ?? []), ...(table?.constraints ?? [])];
    return parts.find((part) => part.name === object.name)?.origins?.self;
  }
  const key = own(object.name);
  return (before.tables.get(key) ?? before.views.get(key) ?? before.indexes.get(key) ?? before.types.get(key))?.origins
    ?.self;
}
/** Of a qualified name whose schema does not exist: the schema. */
function ownPart(context: RuleContext, { object }: Conflict, range: TextRange): TextRange {
  if (object.kind !== 'schema') return range;
  const written = context.document.text.slice(range.start, range.end);
  const schema = /^("(?:[^"]|"")*"|[^".\s]+)\s*\./.exec(written)?.[1];
  return schema === undefined ? range : { start: range.start, end: range.start + schema.length };
}
function replaceValue(range: TextRange, value: string): Fix {
  const newText = quoteLiteral(value);
  return { title: replaceWith(newText), edits: [{ range, newText }], preferred: true };
}
function asPostgres({ message }: Conflict): string {
  return t('PostgreSQL refuses this: {0}.', message);
}

/** Candidates are plain names, with their schema where it is not searched. */
function near(wanted: QualifiedName, candidates: readonly string[]): QualifiedName | undefined {
  const own = nearest(wanted.name, candidates);
  if (own !== undefined) return { name: own };
  const qualified = candidates.filter((candidate) => candidate.includes('.'));
  const found = nearest(`${wanted.schema ?? 'public'}.${wanted.name}`, qualified) ?? bySchema(wanted.name, qualified);
  if (found === undefined) return undefined;
  const dot = found.indexOf('.');
  return { schema: found.slice(0, dot), name: found.slice(dot + 1) };
}
/** The very name, in a schema that is not searched. */
function bySchema(name: string, qualified: readonly string[]): string | undefined {
  const fitting = qualified.filter((candidate) => candidate.slice(candidate.indexOf('.') + 1) === name);
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** The schema, where one is written and stays right, is kept. */
export function replaceName(context: RuleContext, range: TextRange, meant: QualifiedName): Fix {
  const written = context.document.text.slice(range.start, range.end);
  const prefix =
    meant.schema === undefined ? /^(?:"(?:[^"]|"")*"|[^".\s]+)\s*\.\s*(?=\S)/.exec(written)?.[0] : undefined;
  const quoting = written.endsWith('"') ? 'always' : 'needed';
  const newText =
    meant.schema === undefined
      ? `${prefix ?? ''}${quoteIdentifier(meant.name, quoting)}`
      : `${quoteIdentifier(meant.schema, quoting)}.${quoteIdentifier(meant.name, quoting)}`;
  return { title: replaceWith(newText), edits: [{ range, newText }], preferred: true };
}

/** `There is no table foo in dev or earlier in this file.`, `users has no constraint foo.` */
export function isNowhere(word: string): (conflict: Conflict, context: RuleContext) => string {
  return ({ object }, context) => {
    if (object.table !== undefined)
      return t(
        '{0} has no {1} {2}.',
        tableName(context, { name: object.table }),
        noun(word),
        quoteIdentifier(object.name),
      );
    return t('There is no {0} {1} {2}.', noun(word), tableName(context, object), whereSearched(context));
  };
}
