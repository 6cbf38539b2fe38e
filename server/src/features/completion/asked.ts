/** What a completion is asked about: the place, the schemas it may name, and how rows become the protocol's items. */

import {
  type CompletionItem,
  type CompletionItemKind,
  InsertTextFormat,
  type MarkupContent,
  MarkupKind,
} from 'vscode-languageserver/node';
import type { PrintContext } from '../../generate/style';
import type { Schema } from '../../model/schema';
import { saidPhrase } from '../../text/l10n';
import { escapeText, shorten } from '../../text/markdown';
import { quoteIdentifier } from '../../text/names';
import { present } from '../../text/present';
import type { TextRange } from '../../text/text';
import type { FileView, Snapshot } from '../../workspace/snapshot';
import type { LineIndex } from '../convert';
import type { RelationPair, Sides } from '../mention';
import type { StatementScope } from '../scope';
import type { Expected } from './expected';

export interface Asked {
  readonly snapshot: Snapshot;
  readonly view: FileView;
  /** Index of the statement at hand; the number of statements where there is none. */
  readonly statement: number;
  readonly offset: number;
  readonly scope: StatementScope;
  readonly sides: Sides;
  readonly expected: Expected;
  /** Dev; without it the file's own. */
  readonly schema: Schema;
  /** What the migrations that have run make, for a file of a history: what dev has besides is still to be written. */
  readonly written: Schema | undefined;
  readonly relations: readonly RelationPair[];
  /** How the statement, or else the file, is written. */
  readonly print: PrintContext;
  /** The client can go from one place of an inserted text to the next. */
  readonly snippets: boolean;
}

/** What can be put at the cursor; those that come first are the likelier. */
export interface Row {
  readonly label: string;
  readonly kind: CompletionItemKind;
  /** Shown beside the label: a type, a signature. */
  readonly type?: string | undefined;
  /** Shown at the row's end: what it belongs to. */
  readonly from?: string | undefined;
  readonly comment?: string | undefined;
  /** What is put in; the label as SQL needs it where absent. Asked only of rows that are shown. */
  readonly text?: string | (() => string) | undefined;
  readonly snippet?: boolean | undefined;
  /** What is typed to find it, where that is not the label. */
  readonly filter?: string | undefined;
  /** It is what has been typed, so that with the next letter it is another one. */
  readonly isTyped?: boolean | undefined;
  /** What is replaced, where that is more than the word at the cursor. */
  readonly range?: TextRange | undefined;
}

export const row = (label: string, kind: CompletionItemKind, more: Omit<Row, 'label' | 'kind'> = {}): Row => ({
  label,
  kind,
  ...more,
});

/** A name as SQL needs it, in quotes where a quote was typed. */
export function asTyped({ expected }: Pick<Asked, 'expected'>, name: string): string {
  return quoteIdentifier(name, expected.quoted ? 'always' : 'needed');
}

/** What was typed of the word at the cursor, without its quote, in small letters. */
export function typedAt({ expected, scope, offset }: Pick<Asked, 'expected' | 'scope' | 'offset'>): string {
  const typed = scope.text.slice(expected.range.start, offset);
  return typed.replace(/^["']/, '').toLowerCase();
}

/** The letters of `typed` stand in the name in this order: what an editor's own filter keeps. */
export function fits(name: string, typed: string): boolean {
  if (typed === '') return true;
  const low = name.toLowerCase();
  let at = 0;
  for (const letter of typed) {
    at = low.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

export function toItem(asked: Asked, one: Row, at: number, lines: LineIndex): CompletionItem {
  const { expected, snippets } = asked;
  const text = typeof one.text === 'function' ? one.text() : (one.text ?? asTyped(asked, one.label));
  const isSnippet = one.snippet === true && snippets;
  const { type, from } = { type: one.type && saidPhrase(one.type), from: one.from && saidPhrase(one.from) };
  return {
    label: one.label,
    kind: one.kind,
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    filterText: filterOf(one, expected),
    sortText: String(at).padStart(5, '0'),
    textEdit: { range: lines.range(one.range ?? expected.range), newText: isSnippet ? text : withoutPlaces(text, one) },
    ...present({
      detail: [type, from].filter(Boolean).join(' · ') || undefined,
      labelDetails:
        type === undefined && from === undefined
          ? undefined
          : present({ detail: type === undefined ? undefined : ` ${type}`, description: from }),
      documentation: one.comment === undefined ? undefined : remark(one.comment),
    }),
  };
}
/**
 * Without spaces: where one has been typed another word begins, for which VS Code asks nobody as long as a row of the
 * list before still fits, and Enter takes that (`CREATE INDEX o` fitted *create index concurrently*).
 */
function filterOf({ filter, label }: Row, { quoted, kind }: Expected): string {
  const text = filter ?? label;
  if (!quoted) return text.replace(/\s+/g, '');
  return kind === 'value' ? text : `"${text}`;
}
const remark = (comment: string): MarkupContent => ({
  kind: MarkupKind.Markdown,
  value: escapeText(shorten(comment, 400)),
});
/** `${1:id}` → `id`, `$0` → nothing, for a client that knows no places. */
function withoutPlaces(text: string, { snippet }: Row): string {
  if (!snippet) return text;
  return text
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\d/g, '')
    .replace(/\\([$}\\])/g, '$1');
}
/** Text that holds no place of a snippet. */
export const plainSnippet = (text: string): string => text.replace(/[\\$}]/g, '\\$&');
