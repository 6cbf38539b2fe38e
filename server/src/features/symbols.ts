/** The outline: what each statement makes or changes, a table's columns below it. */
import { type DocumentSymbol, type DocumentSymbolParams, SymbolKind } from 'vscode-languageserver/node';
import { formatType } from '../model/types';
import type { SqlDocument, Statement } from '../sql/document/statement';
import type { DdlOp } from '../sql/read/ops';
import type { CreateTable } from '../sql/read/ops-table';
import { displayName, quoteIdentifier } from '../text/names';
import { visibleLine } from '../text/shown';
import type { Name } from '../text/text';
import { shift, type TextRange } from '../text/text';
import { type LineIndex, linesOf } from './convert';
import type { Feature } from './feature';

export const symbols: Feature = {
  capabilities: () => ({ documentSymbolProvider: true }),
  register: ({ connection, guard, workspaces }) =>
    connection.onDocumentSymbol(
      guard(
        'symbols',
        [],
        (snapshot, { textDocument }: DocumentSymbolParams) => {
          const view = snapshot.openFile(textDocument.uri);
          return view ? symbolsOf(view.document) : [];
        },
        workspaces.soon,
      ),
    ),
};

export function symbolsOf(document: SqlDocument): DocumentSymbol[] {
  const lines = linesOf(document);
  return document.statements.flatMap((statement) =>
    statement.parsed.ops.flatMap((op) => {
      const outline = outlineOf(op);
      return outline ? [toSymbol(outline, statement, lines)] : [];
    }),
  );
}

interface Outline {
  readonly name: string;
  readonly detail: string;
  readonly kind: SymbolKind;
  /** Relative to the statement; the name is what is selected. */
  readonly selection: TextRange;
  readonly range?: TextRange;
  readonly children?: readonly Outline[];
}

function toSymbol(outline: Outline, statement: Statement, lines: LineIndex): DocumentSymbol {
  const by = statement.range.start;
  const range = outline.range ? shift(outline.range, by) : statement.range;
  return {
    name: visibleLine(outline.name),
    detail: outline.detail,
    kind: outline.kind,
    range: lines.range(range),
    selectionRange: lines.range(shift(outline.selection, by)),
    children: (outline.children ?? []).map((child) => toSymbol(child, statement, lines)),
  };
}

function namedSymbol(name: Name, detail: string, kind: SymbolKind): Outline {
  return { name: displayName(name.value, []), detail, kind, selection: name.range };
}

function outlineOf(op: DdlOp): Outline | undefined {
  switch (op.op) {
    case 'create table':
      return { ...namedSymbol(op.name, op.kind, SymbolKind.Struct), children: columnSymbols(op) };
    case 'create table as':
      return namedSymbol(op.name, op.kind, SymbolKind.Struct);
    case 'placeholder table':
      return namedSymbol(op.name, 'placeholder', SymbolKind.Struct);
    case 'alter table':
      return namedSymbol(op.name, `alter ${op.kind}`, SymbolKind.Struct);
    case 'create index': {
      if (!op.name) return namedSymbol(op.table, 'index', SymbolKind.Key);
      const { value, range } = op.name;
      return { name: quoteIdentifier(value), detail: 'index', kind: SymbolKind.Key, selection: range };
    }
    case 'create view':
      return namedSymbol(op.name, 'view', SymbolKind.Interface);
    case 'create enum':
      return namedSymbol(op.name, 'enum', SymbolKind.Enum);
    case 'create composite':
    case 'create domain':
    case 'create range':
      return namedSymbol(op.name, op.op.slice('create '.length), SymbolKind.TypeParameter);
    case 'create routine':
      return namedSymbol(op.name, op.kind, SymbolKind.Function);
    case 'create sequence':
      return namedSymbol(op.name, 'sequence', SymbolKind.Number);
    case 'create schema':
    case 'create extension':
    case 'create trigger':
    case 'create policy': {
      const detail = op.op.slice('create '.length);
      const kind = detail === 'schema' ? SymbolKind.Namespace : SymbolKind.Event;
      return { name: quoteIdentifier(op.name.value), detail, kind, selection: op.name.range };
    }
    case 'drop': {
      const [first] = op.objects;
      return first && namedSymbol(first.name, `drop ${first.kind}`, SymbolKind.Null);
    }
    default:
      return undefined;
  }
}
function columnSymbols(op: CreateTable): Outline[] {
  return op.columns.map((column) => ({
    name: quoteIdentifier(column.name.value),
    detail: formatType(column.type.value),
    kind: SymbolKind.Field,
    selection: column.name.range,
    range: column.range,
  }));
}
