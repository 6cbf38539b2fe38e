/** Names that can stand at the cursor: relations, columns of the relation at hand, types, a table's missing columns. */

import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionParams,
  InsertTextFormat,
  type Range,
} from 'vscode-languageserver/node';
import { printColumn } from '../generate/print';
import { sortedIndexesOn } from '../model/lookups';
import type { Schema, Table } from '../model/schema';
import { formatType } from '../model/types';
import { type WrittenStyle, writtenStyle } from '../sql/document/written-style';
import { displayName, quoteIdentifier, quoteQualified } from '../text/names';
import { compareText } from '../text/text';
import type { Snapshot } from '../workspace/snapshot';

import { type Expected, expectedAt } from './completion-context';
import { type LineIndex, linesOf } from './convert';
import { columnFacts, counted } from './describe';
import type { Feature } from './feature';
import { allRelations, isTable } from './lookup';
import { columnOf, pairOf, type RelationPair, surroundingsOf } from './mention';
import type { Scope } from './scope';

export const completion: Feature = {
  capabilities: () => ({
    completionProvider: { triggerCharacters: ['.', '(', '"'], resolveProvider: false },
  }),
  register: ({ connection, guard }) => connection.onCompletion(guard('completion', [], completionsAt)),
};

export function completionsAt(snapshot: Snapshot, { textDocument, position }: CompletionParams): CompletionItem[] {
  const view = snapshot.openFile(textDocument.uri);
  if (!view) return [];
  const lines = linesOf(view.document);
  const offset = lines.offset(position);
  const around = surroundingsOf(snapshot, view, offset);
  const expected = expectedAt(around.scope, offset);
  if (!expected) return [];
  const { sides, scope } = around;
  // Dev is the truth; without it the file's own tables still help.
  const schema = sides.dev ?? sides.file;
  if (!schema) return [];
  const pairs = (names: Expected['relations']) => names.flatMap(({ name }) => pairOf(sides, scope, name) ?? []);
  const maker = new Maker(snapshot, schema, expected, lines);
  return maker.items(pairs(expected.relations), scope).map((item, at) => ({ ...item, sortText: rank(item, at) }));
}
/** In the order given, within what `Maker` ranks first. */
function rank(item: CompletionItem, at: number): string {
  return `${item.sortText ?? '5'}${String(at).padStart(6, '0')}`;
}

class Maker {
  /** Of all items the same. */
  readonly #range: Range;

  constructor(
    readonly snapshot: Snapshot,
    readonly schema: Schema,
    readonly expected: Expected,
    lines: LineIndex,
  ) {
    this.#range = lines.range(expected.range);
  }

  items(relations: readonly RelationPair[], scope: Scope): CompletionItem[] {
    switch (this.expected.kind) {
      case 'relation':
        return this.#relations();
      case 'type':
        return this.#types();
      case 'index':
        return [...this.schema.indexes.values()]
          .sort((a, b) => compareText(a.name, b.name))
          .map((one) => this.#name(one.name, CompletionItemKind.Reference, `index of ${one.table.name}`));
      case 'constraint':
        return relations.flatMap(({ dev, file }) =>
          [dev ?? file].filter(isTable).flatMap((table) => table.constraints.map((one) => this.#constraint(one))),
        );
      case 'new column':
        return relations.flatMap((pair) => this.#missingColumns(pair, scope));
      case 'column':
        return [
          ...relations.flatMap((pair) => this.#columns(pair)),
          ...(this.expected.only ? [] : this.#aliases(scope)),
        ];
    }
  }

  #name(name: string, kind: CompletionItemKind, detail: string, newText = this.#written(name)): CompletionItem {
    const { quoted } = this.expected;
    return {
      label: name,
      kind,
      detail,
      insertTextFormat: InsertTextFormat.PlainText,
      filterText: quoted ? `"${name}` : name,
      textEdit: { range: this.#range, newText },
    };
  }
  /** As SQL needs it; in quotes when a quote was typed. */
  #written(name: string): string {
    return quoteIdentifier(name, this.expected.quoted ? 'always' : 'needed');
  }

  /** As the statement at hand is written. */
  #styleOf({ text, tokens }: Scope): WrittenStyle {
    return writtenStyle(text, { start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 });
  }

  #relations(): CompletionItem[] {
    const { qualifier } = this.expected;
    return allRelations(this.schema).flatMap((relation) => {
      if (qualifier !== undefined && relation.schema !== qualifier) return [];
      const bare = qualifier !== undefined || this.schema.searchPath.includes(relation.schema);
      const text = bare ? this.#written(relation.name) : quoteQualified(relation);
      const kind = isTable(relation) ? CompletionItemKind.Struct : CompletionItemKind.Interface;
      const detail = `${isTable(relation) ? relation.kind : relation.kind}, ${counted(relation.columns.length, 'column')}`;
      return [this.#name(bare ? relation.name : displayName(relation, this.schema.searchPath), kind, detail, text)];
    });
  }

  #columns({ dev, file }: RelationPair): CompletionItem[] {
    const relation = dev ?? file;
    if (!relation) return [];
    // What the file adds itself can be named below, though dev does not have it yet.
    const added = dev && file ? file.columns.filter(({ name }) => !columnOf(dev, name)) : [];
    const indexed = new Set(isTable(relation) ? sortedIndexesOn(this.schema, relation).flatMap(firstColumn) : []);
    return [...relation.columns, ...added]
      .filter(({ name }) => !this.expected.taken.has(name))
      .map((column) => {
        const facts = columnFacts(column, this.schema);
        const detail = `${facts}${indexed.has(column.name) ? ', indexed' : ''} · ${relation.name}`;
        return this.#name(column.name, CompletionItemKind.Field, detail);
      });
  }

  /** With the exact definition, for a CREATE TABLE or ADD COLUMN of a table that dev has. */
  #missingColumns({ dev, file }: RelationPair, scope: Scope): CompletionItem[] {
    if (!isTable(dev)) return [];
    const { taken } = this.expected;
    const context = { schema: this.schema, style: { ...this.snapshot.settings.style, ...this.#styleOf(scope) } };
    const missing = dev.columns.filter(({ name }) => !taken.has(name) && (this.expected.only || !columnOf(file, name)));
    return missing.map((column) => {
      const text = printColumn(column, context, dev);
      const item = this.#name(
        column.name,
        CompletionItemKind.Field,
        `${columnFacts(column, this.schema)} in dev`,
        text,
      );
      return { ...item, sortText: '1' };
    });
  }

  #aliases({ relations }: Scope): CompletionItem[] {
    return relations.flatMap(({ alias, name }) =>
      alias === undefined ? [] : [this.#name(alias, CompletionItemKind.Variable, name.name)],
    );
  }

  #constraint(one: Table['constraints'][number]): CompletionItem {
    return this.#name(one.name, CompletionItemKind.Reference, one.kind);
  }

  #types(): CompletionItem[] {
    const own = [...this.schema.types.values()]
      .filter(({ schema }) => this.expected.qualifier === undefined || schema === this.expected.qualifier)
      .sort((a, b) => compareText(a.name, b.name))
      .map((type) => {
        const name = { schema: type.schema, name: type.name };
        const path = this.expected.qualifier === undefined ? this.schema.searchPath : [type.schema];
        const text = formatType(name, this.expected.quoted ? 'always' : 'needed', path);
        const detail = type.kind === 'enum' ? `enum: ${type.values.slice(0, 8).join(', ')}` : type.kind;
        const kind = type.kind === 'enum' ? CompletionItemKind.Enum : CompletionItemKind.TypeParameter;
        return { ...this.#name(type.name, kind, detail, text), sortText: '1' };
      });
    if (this.expected.qualifier !== undefined || this.expected.quoted) return own;
    return [...own, ...builtinTypes.map((name) => this.#name(name, CompletionItemKind.TypeParameter, 'type', name))];
  }
}

const firstColumn = (index: { readonly keys: readonly { readonly column?: string }[] }): string[] => {
  const column = index.keys[0]?.column;
  return column === undefined ? [] : [column];
};
/** Those that migrations use; in the order they are offered. */
const builtinTypes = `text|integer|bigint|boolean|uuid|jsonb|timestamp with time zone|timestamptz|date|numeric|varchar|
smallint|real|double precision|serial|bigserial|char|bytea|json|time|timetz|timestamp|interval|inet|cidr|macaddr|tsvector|
tsquery|xml|money|bit|point|int4range|int8range|numrange|tsrange|tstzrange|daterange`
  .replaceAll('\n', '')
  .split('|');
