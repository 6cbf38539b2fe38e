/** What dev has of the name under the pointer, and what the file says where the two differ. */

import { type Hover, type HoverParams, MarkupKind } from 'vscode-languageserver/node';
import { compareExpressions, isNullDefault } from '../compare/expressions/equivalence';
import type { Schema, Table, View } from '../model/schema';
import { sameType } from '../model/types';
import { skippedTables, withSkipped } from '../rules/skipped-tables';
import { plural, said, t } from '../text/l10n';
import { code, sqlBlock, withoutMarkdown } from '../text/markdown';
import type { FileView, Snapshot } from '../workspace/snapshot';
import { linesOf } from './convert';
import {
  columnFacts,
  constraintText,
  contextOf,
  describeColumn,
  describeRelation,
  describeRoutine,
  describeType,
  indexText,
  provenance,
} from './describe';
import type { Feature } from './feature';
import { type AnyColumn, isColumn, relationsOf } from './lookup';
import { columnOf, type Mention, mentionAt, type RelationPair } from './mention';

export const hover: Feature = {
  capabilities: () => ({ hoverProvider: true }),
  register({ connection, guard, client, workspaces }) {
    const formats = client.textDocument?.hover?.contentFormat ?? [];
    const markdown = formats.length === 0 || formats.includes(MarkupKind.Markdown);
    connection.onHover(
      guard(
        'hover',
        null,
        (snapshot, params: HoverParams): Hover | null => hoverAt(snapshot, params, markdown),
        workspaces.soon,
      ),
    );
  },
};

export function hoverAt(snapshot: Snapshot, { textDocument, position }: HoverParams, markdown = true): Hover | null {
  const view = snapshot.openFile(textDocument.uri);
  if (!view) return null;
  const lines = linesOf(view.document);
  const mention = mentionAt(snapshot, view, lines.offset(position));
  const text = mention && hoverText(snapshot, view, mention);
  if (!mention || !text) return null;
  const contents = markdown
    ? { kind: MarkupKind.Markdown, value: text }
    : { kind: MarkupKind.PlainText, value: withoutMarkdown(text) };
  return { contents, range: lines.range(mention.range) };
}

function hoverText(snapshot: Snapshot, view: FileView, mention: Mention): string | undefined {
  const dev = snapshot.dev?.schema;
  const sections = sectionsOf(snapshot, view, mention, dev);
  const known = sections.filter((section) => section !== undefined);
  return known.length === 0 ? undefined : [...known, provenance(snapshot)].filter(Boolean).join('\n\n');
}

function sectionsOf(
  snapshot: Snapshot,
  view: FileView,
  mention: Mention,
  dev: Schema | undefined,
): readonly (string | undefined)[] {
  const schema = dev ?? fileSchema(view, mention, dev);
  const context = contextOf(snapshot, schema);
  const fromFile = dev ? notInDev() : undefined;
  switch (mention.kind) {
    case 'relation':
      return relationSections(snapshot, view, mention.relation, mention);
    case 'column':
      return mention.relations.flatMap((pair) => columnSections(snapshot, view, pair, mention));
    case 'type': {
      const type = mention.dev ?? mention.file;
      return [type && describeType(type, schema), mention.dev ? undefined : fromFile];
    }
    case 'index': {
      const index = mention.dev ?? mention.file;
      return [index && sqlBlock(indexText(index, context)), mention.dev ? undefined : fromFile];
    }
    case 'constraint': {
      const constraint = mention.dev ?? mention.file;
      const text = constraint && sqlBlock(constraintText(constraint, mention.table, context));
      return [text, mention.dev ? undefined : fromFile];
    }
    case 'routine': {
      const routines = mention.dev.length > 0 ? mention.dev : mention.file;
      const texts = routines.slice(0, 10).map((routine) => describeRoutine(routine, schema));
      return [...texts, mention.dev.length > 0 ? undefined : fromFile];
    }
    case 'sequence': {
      const sequence = mention.dev ?? mention.file;
      const options = Object.entries(sequence?.options ?? {}).map(([name, value]) => `${name} ${value}`);
      const name = `sequence ${sequence?.name ?? ''} ${options.join(', ')}`;
      return [code(name), mention.dev ? undefined : fromFile];
    }
  }
}
const notInDev = (): string => said(t('Dev does not have it.'));

/** What the file writes of the schema: where an applied history is hovered, its end, for later files count too. */
function fileSchema({ folded, history, document }: FileView, mention: Mention, dev: Schema | undefined): Schema {
  if (folded.standing === 'applied') return history.end;
  const last = mention.statement?.index ?? document.statements.length - 1;
  const skipped = dev ? skippedTables(folded, history, dev).filter(({ statement }) => statement <= last) : [];
  return withSkipped(folded.after(last), skipped);
}

function relationSections(snapshot: Snapshot, view: FileView, pair: RelationPair, mention: Mention) {
  const dev = snapshot.dev?.schema;
  const file = fileSchema(view, mention, dev);
  if (dev && pair.dev) {
    const here = pair.file && differences(pair.dev, relationsOf(file, pair.name), dev, file);
    return [describeRelation(pair.dev, contextOf(snapshot, dev), here), sinceOf(snapshot, pair.dev)];
  }
  const relation = relationsOf(file, pair.name) ?? pair.file;
  return [relation && describeRelation(relation, contextOf(snapshot, file)), dev ? notInDev() : undefined];
}

/** `Here: 22 columns; without user_id, …; with logo_url, …`. */
function differences(inDev: Table | View, here: Table | View | undefined, dev: Schema, file: Schema) {
  if (!here || here === inDev) return undefined;
  const missing = inDev.columns.filter(({ name }) => !columnOf(here, name)).map(({ name }) => code(name));
  const extra = here.columns.filter(({ name }) => !columnOf(inDev, name)).map(({ name }) => code(name));
  const other = inDev.columns
    .filter((column) => isOther(column, columnOf(here, column.name), dev, file))
    .map(({ name }) => code(name));
  const parts = [
    ...(missing.length > 0 ? [t('without {0}', missing.join(', '))] : []),
    ...(extra.length > 0 ? [t('with {0}, which dev does not have', extra.join(', '))] : []),
    ...(other.length > 0 ? [t('different: {0}', other.join(', '))] : []),
  ];
  if (parts.length === 0) return undefined;
  const told = parts.map(said).join('; ');
  return said(plural(here.columns.length, 'Here: {0} column; {1}.', 'Here: {0} columns; {1}.', told));
}

function columnSections(snapshot: Snapshot, view: FileView, pair: RelationPair, mention: Mention & { kind: 'column' }) {
  const dev = snapshot.dev?.schema;
  const file = fileSchema(view, mention, dev);
  const inDev = columnOf(pair.dev, mention.name);
  const fileRelation = relationsOf(file, pair.name) ?? pair.file;
  const here = columnOf(fileRelation, mention.name) ?? columnOf(pair.file, mention.name);
  if (dev && pair.dev && inDev) {
    const differs =
      isOther(inDev, here, dev, file) && here ? said(t('Here: {0}', code(columnFacts(here, file)))) : undefined;
    return [
      describeColumn(pair.dev, inDev, contextOf(snapshot, dev)),
      differs,
      sinceOf(snapshot, pair.dev, inDev.name),
    ];
  }
  if (!here || !fileRelation) return [];
  const missing = dev && said(pair.dev ? t('Dev does not have this column.') : t('Dev does not have the table.'));
  return [describeColumn(fileRelation, here, contextOf(snapshot, file)), missing];
}

/** `In dev since 2026-11-20; on 2026-11-18 it was not there.` */
function sinceOf(snapshot: Snapshot, table: Table | View, column?: string): string | undefined {
  const came = snapshot.since(table, column);
  if (!came) return undefined;
  const [day, before] = [came.to, came.from].map((time) => new Date(time).toISOString().slice(0, 10));
  return said(
    day === before
      ? t('In dev since {0}.', day ?? '')
      : t('In dev since {0}; on {1} it was not there.', day ?? '', before ?? ''),
  );
}

/** Surely different: what cannot be decided is not shown as a difference. */
function isOther(inDev: AnyColumn, here: AnyColumn | undefined, dev: Schema, file: Schema): boolean {
  if (!here || here === inDev || !isColumn(inDev) || !isColumn(here)) return false;
  if (!sameType(inDev.type, here.type) || inDev.notNull !== here.notNull) return true;
  if (inDev.generated || here.generated || inDev.identity || here.identity)
    return columnFacts(inDev, dev) !== columnFacts(here, file);
  const [ours, theirs] = [here.default ?? 'NULL', inDev.default ?? 'NULL'];
  if (isNullDefault(ours) || isNullDefault(theirs)) return isNullDefault(ours) !== isNullDefault(theirs);
  return compareExpressions(ours, theirs, { target: inDev.type }) === 'different';
}
