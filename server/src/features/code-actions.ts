/** Fixes of findings, one for all of them in the file, suppression comments, and the exact CREATE TABLE of a name. */

import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  type TextEdit as LspTextEdit,
} from 'vscode-languageserver/node';
import { printTables } from '../generate/print';
import { editsInOrder, fixAll, fixThroughout, isSound, mendable } from '../rules/fix-all';
import { allOps } from '../rules/origin-places';
import type { Finding, Fix, TextEdit } from '../rules/rule';
import type { SqlDocument } from '../sql/document/statement';
import { said, t } from '../text/l10n';
import { displayName, type QualifiedName } from '../text/names';
import { present } from '../text/present';
import type { TextRange } from '../text/text';
import type { FileView, Snapshot } from '../workspace/snapshot';

import { linesOf } from './convert';
import { showsDocuments } from './dev-document';
import { sourceOf } from './diagnostics';
import type { Feature } from './feature';
import { mentionAt } from './mention';

/** What a person takes in at a glance. */
const MOST_ALIKE = 3;
const FIX_ALL = `${CodeActionKind.SourceFixAll}.devschema`;

export const codeActions: Feature = {
  capabilities: () => ({
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, FIX_ALL] },
  }),
  register: ({ connection, guard, client }) =>
    connection.onCodeAction(
      guard('code actions', [], (snapshot, params: CodeActionParams) =>
        actionsAt(snapshot, params, showsDocuments(client)),
      ),
    ),
};

function actionsAt(snapshot: Snapshot, params: CodeActionParams, asks: boolean): CodeAction[] {
  const { textDocument, range, context } = params;
  const view = snapshot.openFile(textDocument.uri);
  if (!view) return [];
  const lines = linesOf(view.document);
  const asked = { start: lines.offset(range.start), end: lines.offset(range.end) };
  const wants = (kind: string) =>
    context.only?.some((only) => only === '' || kind === only || kind.startsWith(`${only}.`)) ??
    !kind.startsWith(CodeActionKind.Source);
  const builder = new Builder(view, context.diagnostics, asks);
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    const here = view.result.findings.filter((finding) => touches(finding.range, asked));
    actions.push(...builder.quickFixes(here));
  }
  if (wants(FIX_ALL)) actions.push(...builder.fixAll());
  if (wants(CodeActionKind.RefactorRewrite)) actions.push(...builder.generate(snapshot, asked.start));
  return actions;
}

const touches = (a: TextRange, b: TextRange): boolean => a.start <= b.end && b.start <= a.end;

const soundness = new WeakMap<Fix, boolean>();

class Builder {
  constructor(
    readonly view: FileView,
    readonly diagnostics: readonly Diagnostic[],
    /** The client asks which of many fixes is meant, and how a finding is to be ignored. */
    readonly asks: boolean,
  ) {}

  /**
   * The first finding's fix, which alone is preferred: an editor lists preferred ones first, however many there are.
   * Then what mends more at once (all of the statement, all of one kind, the statement replaced), the other findings'
   * own, and the comments.
   */
  quickFixes(here: readonly Finding[]): CodeAction[] {
    const actions = here.flatMap((finding) =>
      finding.fixes.filter((fix) => this.#isSound(fix)).map((fix) => this.#fix(finding, fix)),
    );
    const kinds = [...new Map(here.map((finding) => [`${finding.code} ${finding.statement}`, finding])).values()];
    const statements = [...new Map(here.map((finding) => [finding.statement, finding])).values()];
    const same = [
      ...statements.flatMap(({ statement }) => this.#allOfStatement(statement)),
      ...kinds.flatMap((finding) => this.#allOfKind(finding)),
    ];
    const [first, ...others] = merged(actions);
    const wider = others.filter((action) => !action.isPreferred);
    const own = this.#few(others.filter((one) => one.isPreferred).map(({ isPreferred: _, ...action }) => action));
    const comments = this.#ignoring(merged(here.flatMap((one) => this.#suppressions(one))));
    return [...(first ? [first] : []), ...same, ...wider, ...own, ...comments];
  }

  #fix(finding: Finding, fix: Fix): CodeAction {
    return {
      ...this.#action(fix.title, CodeActionKind.QuickFix, fix.edits, [finding]),
      ...present({ isPreferred: fix.preferred || undefined }),
    };
  }
  /** Where one kind is not all. */
  #allOfStatement(statement: Finding['statement']): CodeAction[] {
    const same = this.#mendable((one) => one.statement === statement);
    if (statement === undefined || new Set(same.map(({ code }) => code)).size < 2) return [];
    return [this.#allOf(t('Fix all {0} findings of this statement', same.length), same)];
  }
  #allOfKind({ code, statement }: Finding): CodeAction[] {
    const same = this.#mendable((one) => one.code === code && one.statement === statement);
    if (statement === undefined || same.length < 2) return [];
    return [this.#allOf(t('Fix all {0} {1} findings of this statement', same.length, code), same)];
  }
  #mendable(which: (finding: Finding) => boolean): readonly Finding[] {
    const { document, result } = this.view;
    return mendable(document.text, result.findings.filter(which), result, this.#check);
  }
  #allOf(title: string, findings: readonly Finding[]): CodeAction {
    return this.#action(title, CodeActionKind.QuickFix, fixAll({ findings }), findings);
  }

  fixAll(): CodeAction[] {
    const edits = fixThroughout(this.view.document.text, this.view.result, this.#check);
    return edits.length === 0 ? [] : [this.#action(t('Fix all DevSchema findings in this file'), FIX_ALL, edits)];
  }

  /** Many that are alike are one entry that asks which, where the client can ask. */
  #few(all: readonly CodeAction[]): readonly CodeAction[] {
    return this.asks && all.length > MOST_ALIKE
      ? [this.#asking(said(t('Choose one of {0} more fixes…', all.length)), 'devschema.chooseFix', all)]
      : all;
  }
  /** One entry that asks how, where the client can ask. */
  #ignoring(all: readonly CodeAction[]): readonly CodeAction[] {
    return this.asks && all.length > 0 ? [this.#asking(said(t('Ignore…')), 'devschema.ignore', all)] : all;
  }
  #asking(title: string, command: string, all: readonly CodeAction[]): CodeAction {
    const { uri } = this.view.document;
    const choices = all.map((one) => ({ title: one.title, edits: one.edit?.changes?.[uri] ?? [] }));
    return { title, kind: CodeActionKind.QuickFix, command: { title, command, arguments: [uri, choices] } };
  }
  #suppressions(finding: Finding): CodeAction[] {
    const { code } = finding;
    // What cannot be parsed cannot be meant.
    if (code === 'syntax-error') return [];
    const statement = this.view.document.statements[finding.statement ?? -1];
    const first = this.view.document.statements[0];
    const actions: CodeAction[] = [];
    if (statement) {
      const edit = commentBefore(this.view.document, statement.range.start, `-- devschema-ignore ${code}`);
      actions.push(this.#action(t('Ignore {0} for this statement', code), CodeActionKind.QuickFix, [edit], [finding]));
    }
    const edit = commentBefore(this.view.document, first?.range.start ?? 0, `-- devschema-ignore-file ${code}`);
    actions.push(this.#action(t('Ignore {0} in this file', code), CodeActionKind.QuickFix, [edit], [finding]));
    return actions;
  }

  /** On the name of a table that dev has: its exact statements, after the statement here. */
  generate(snapshot: Snapshot, offset: number): CodeAction[] {
    const mention = mentionAt(snapshot, this.view, offset);
    const table = mention?.kind === 'relation' ? mention.devTable : undefined;
    if (!snapshot.dev || !table || this.#makes(table)) return [];
    const { schema } = snapshot.dev;
    const sql = printTables([table], { schema, style: snapshot.settings.style });
    const title = t('Generate CREATE TABLE of {0} from dev', displayName(table, schema.searchPath));
    const at = this.view.document.statements.findLast((one) => one.range.start <= offset)?.fullRange.end ?? offset;
    const edit = { range: { start: at, end: at }, newText: `\n\n${sql.trimEnd()}` };
    return [this.#action(title, CodeActionKind.RefactorRewrite, [this.#inLineBreaks(edit)])];
  }

  /** A second statement that makes the same table would be refused; what replaces the first is a fix. */
  #makes({ schema, name }: QualifiedName): boolean {
    return this.view.document.statements.some(({ parsed }) =>
      [...allOps(parsed.ops)].some(
        (op) => op.op === 'create table' && op.name.value.name === name && (op.name.value.schema ?? schema) === schema,
      ),
    );
  }

  readonly #check: FileView['resultOf'] = (...text) => this.view.resultOf(...text);
  /** Asked for as often as the cursor moves. */
  #isSound(fix: Fix): boolean {
    const { document, result } = this.view;
    const known = soundness.get(fix) ?? isSound(document.text, result, fix.edits, this.#check);
    soundness.set(fix, known);
    return known;
  }

  #action(title: string, kind: string, edits: readonly TextEdit[], findings: readonly Finding[] = []): CodeAction {
    const about = this.diagnostics.filter((one) => findings.some((finding) => this.#isOf(one, finding)));
    return {
      title,
      kind,
      edit: { changes: { [this.view.document.uri]: this.#convert(edits) } },
      ...present({ diagnostics: about.length > 0 ? about : undefined }),
    };
  }
  #convert(edits: readonly TextEdit[]): LspTextEdit[] {
    const lines = linesOf(this.view.document);
    return editsInOrder(edits).map(({ range, newText }) => ({ range: lines.range(range), newText }));
  }
  #isOf(diagnostic: Diagnostic, finding: Finding): boolean {
    const { start } = linesOf(this.view.document).range(finding.range);
    return (
      diagnostic.source === sourceOf(finding) &&
      diagnostic.code === finding.code &&
      diagnostic.range.start.line === start.line &&
      diagnostic.range.start.character === start.character &&
      diagnostic.message === said(finding.message)
    );
  }
  #inLineBreaks(edit: TextEdit): TextEdit {
    return { ...edit, newText: edit.newText.replaceAll('\n', lineBreakOf(this.view.document.text)) };
  }
}

/** Actions of one title and one effect are one, about the diagnostics of all. */
function merged(actions: readonly CodeAction[]): CodeAction[] {
  const byEffect = new Map<string, CodeAction>();
  for (const action of actions) {
    const key = JSON.stringify([action.title, action.edit]);
    const known = byEffect.get(key);
    const diagnostics = [...(known?.diagnostics ?? []), ...(action.diagnostics ?? [])];
    byEffect.set(key, {
      ...(known ?? action),
      ...present({ diagnostics: diagnostics.length > 0 ? diagnostics : undefined }),
    });
  }
  return [...byEffect.values()];
}

/** A comment on a line of its own before what starts at `offset`, indented as it is. */
function commentBefore({ text }: SqlDocument, offset: number, comment: string): TextEdit {
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const before = text.slice(lineStart, offset);
  const eol = lineBreakOf(text);
  const alone = /^[ \t]*$/.test(before);
  return {
    range: { start: offset, end: offset },
    newText: alone ? `${comment}${eol}${before}` : `${eol}${comment}${eol}`,
  };
}
const lineBreakOf = (text: string) => (text.includes('\r\n') ? '\r\n' : '\n');
