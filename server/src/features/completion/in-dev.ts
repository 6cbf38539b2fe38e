/** The statement at the cursor as dev has it: what it makes is there, so that dev says which name follows. */
import { CompletionItemKind } from 'vscode-languageserver/node';
import { createPolicy, createTrigger } from '../../generate/behaviour';
import { createRoutine, createView } from '../../generate/objects';
import { printColumn, printConstraint, printIndex, printTables } from '../../generate/print';
import { tokenize } from '../../text/lexer';
import { identifierValue } from '../../text/literals';
import { keyOf, type QualifiedName } from '../../text/names';
import type { Token } from '../../text/token';
import { isTable, relationsOf } from '../lookup';
import { chainFrom, isName } from '../scope';
import { saidAfter } from './above';
import type { Asked, Row } from './asked';
import type { Expected } from './expected';
import { mostLikelyFirst, withBodies } from './named';
import { stillToWrite } from './still-to-write';

/** Tokens before the cursor that are held against dev's text. */
const CONTEXT = 6;

/**
 * The names in dev's text of what the statement makes, the higher the more of what stands before the cursor stands before
 * them there. Empty: dev has nothing of that name.
 */
export function namesInDev(asked: Asked): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  const sql = textInDev(asked);
  if (sql === undefined) return names;
  const { text, tokens } = asked.scope;
  const path = new Set(asked.schema.searchPath);
  const wordsOf = (from: string, all: readonly Token[]): Word[] =>
    all.flatMap((token, at) => {
      const name = isName(token) ? identifierValue(from, token) : undefined;
      // pg_get_…def says every schema, a person none.
      if (name !== undefined && path.has(name) && all[at + 1]?.text === '.') return [];
      if (token.text === '.' && path.has(identifierValue(from, all[at - 1] ?? token))) return [];
      return [{ name, text: name ?? from.slice(token.start, token.end).toLowerCase() }];
    });
  const before = wordsOf(
    text,
    tokens.filter(({ end }) => end <= asked.expected.range.start),
  );
  const dev = wordsOf(sql, withBodies(sql, tokenize(sql, 0, sql.length)));
  dev.forEach(({ name }, at) => {
    if (name !== undefined) names.set(name, Math.max(names.get(name) ?? 0, 1 + 4 * alike(dev, at, before)));
  });
  return names;
}
const namedKinds: ReadonlySet<Expected['kind']> = new Set([
  'relation',
  'joined relation',
  'referenced relation',
  'column',
  'own column',
  'renamed column',
  'type',
  'routine',
]);
/** Functions that the file has made above, which are there to be used in it. */
function routinesMade({ expected, view: { document }, statement }: Asked): [string, number][] {
  if (expected.kind !== 'routine') return [];
  const ops = document.statements.slice(0, statement).flatMap(({ parsed }) => parsed.ops);
  return ops.flatMap((op): [string, number][] =>
    op.op === 'create routine' ? [[op.name.value.name, Number.MAX_SAFE_INTEGER]] : [],
  );
}
/** What dev has at this place first, or else what was written after the same words; and whole texts before it. */
export function asInDev(asked: Asked, rows: Row[]): Row[] {
  if (!namedKinds.has(asked.expected.kind)) return rows;
  const inDev = namesInDev(asked);
  // Where dev has what the files lack, that is what is being written.
  const isWrittenIn = inDev.size > 0 || stillToWrite(asked).objects.size > 0;
  const names = isWrittenIn ? inDev : new Map([...saidAfter(asked), ...routinesMade(asked)]);
  if (names.size === 0) return rows;
  return mostLikelyFirst(rows, ({ label, kind }) =>
    kind === CompletionItemKind.Snippet ? Number.MAX_VALUE : (names.get(label.split('.').at(-1)!) ?? 0),
  );
}

interface Word {
  /** Undefined: no name, but a sign or a literal. */
  readonly name: string | undefined;
  readonly text: string;
}
/** How many words before `at` are those that end `before`. */
function alike(dev: readonly Word[], at: number, before: readonly Word[]): number {
  let count = 0;
  while (count < CONTEXT && count < at && dev[at - 1 - count]!.text === before.at(-1 - count)?.text) count++;
  return count;
}

const kinds = new Set(['TRIGGER', 'INDEX', 'POLICY', 'VIEW', 'FUNCTION', 'PROCEDURE', 'TABLE']);
function textInDev(asked: Asked): string | undefined {
  const { view, statement, offset } = asked;
  const { text, statements } = view.document;
  const start = statements[statement]?.range.start;
  // What has been typed: the name that it is about stands at its head.
  const tokens = start === undefined ? asked.scope.tokens : tokenize(text, start, Math.min(offset, start + 400));
  const verb = tokens[0]?.text;
  if (verb === 'ALTER' && tokens[1]?.text === 'TABLE') return addedText(asked);
  const kind = tokens.slice(1, 5).find((token) => kinds.has(token.text))?.text;
  if (verb !== 'CREATE' || kind === undefined) return undefined;
  let at = tokens.findIndex((token) => token.text === kind) + 1;
  while (/^(CONCURRENTLY|IF|NOT|EXISTS)$/.test(tokens[at]?.text ?? '')) at++;
  const parts = chainFrom(text, tokens, at)?.parts.map(({ name }) => name) ?? [];
  const name = parts.at(-1);
  return name === undefined ? undefined : made(asked, kind, { name, ...schemaOf(parts.at(-2)) });
}
const schemaOf = (schema: string | undefined) => (schema === undefined ? {} : { schema });

function made(asked: Asked, kind: string, named: QualifiedName): string | undefined {
  const { schema, print } = asked;
  const keys = (named.schema === undefined ? schema.searchPath : [named.schema]).map((one) =>
    keyOf({ schema: one, name: named.name }),
  );
  const relation = relationsOf(schema, named);
  switch (kind) {
    case 'TABLE':
      return isTable(relation) ? printTables([relation], print) : undefined;
    case 'VIEW':
      return relation && !isTable(relation) ? createView(relation, print) : undefined;
    case 'FUNCTION':
    case 'PROCEDURE':
      return keys
        .flatMap((key) => schema.routines.get(key) ?? [])
        .flatMap((one) => createRoutine(one, print))
        .join('\n');
    case 'INDEX':
      for (const index of schema.indexes.values()) if (index.name === named.name) return printIndex(index, print);
      return undefined;
    default:
      return part(asked, kind === 'POLICY', named.name);
  }
}
function part({ schema, print }: Asked, isPolicy: boolean, name: string): string | undefined {
  for (const table of schema.tables.values()) {
    const policy = isPolicy ? table.policies?.find((one) => one.name === name) : undefined;
    if (policy) return createPolicy(table, policy, print);
    const trigger = isPolicy ? undefined : table.triggers?.find((one) => one.name === name);
    if (trigger) return createTrigger(table, trigger, print).join('\n');
  }
  return undefined;
}
/** ALTER TABLE … ADD CONSTRAINT, ADD COLUMN. */
function addedText({ scope, expected, relations, print }: Asked): string | undefined {
  const before = scope.tokens.filter(({ end }) => end <= expected.range.start);
  const table = relations.map(({ dev }) => dev).find(isTable);
  const added = before.findLastIndex(({ text }) => text === 'ADD');
  let at = added + 1;
  while (/^(COLUMN|CONSTRAINT|IF|NOT|EXISTS)$/.test(before[at]?.text ?? '')) at++;
  if (!table || added < 0 || !isName(before[at])) return undefined;
  const name = identifierValue(scope.text, before[at]!);
  const constraint = table.constraints.find((one) => one.name === name);
  const column = table.columns.find((one) => one.name === name);
  return constraint ? printConstraint(constraint, print) : column && printColumn(column, print, table);
}
