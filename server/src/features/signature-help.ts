/** How the function at the cursor is called; in VALUES, which column is being given. */

import type { SignatureHelp, SignatureHelpParams, SignatureInformation } from 'vscode-languageserver/node';
import { argumentsInWords, calledOverloads, resultInWords } from '../model/builtin-functions';
import type { Routine, Schema } from '../model/schema';
import { identifierValue } from '../text/literals';
import { type QualifiedName, qualifiedKey } from '../text/names';
import { closingParenthesis, splitList } from '../text/quoted';
import type { Token } from '../text/token';
import type { Snapshot } from '../workspace/snapshot';
import { linesOf } from './convert';
import { columnFacts } from './describe';
import type { Feature } from './feature';
import { pairOf, type Surroundings, surroundingsOf } from './mention';
import { isName } from './scope';

export const signatureHelp: Feature = {
  capabilities: () => ({ signatureHelpProvider: { triggerCharacters: ['(', ','], retriggerCharacters: [')'] } }),
  register: ({ connection, guard, workspaces }) =>
    connection.onSignatureHelp(guard('signature help', null, signaturesAt, workspaces.soon)),
};

function signaturesAt(snapshot: Snapshot, { textDocument, position }: SignatureHelpParams): SignatureHelp | null {
  const view = snapshot.openFile(textDocument.uri);
  if (!view) return null;
  const offset = linesOf(view.document).offset(position);
  const around = surroundingsOf(snapshot, view, offset);
  const { tokens } = around.scope;
  const open = openBefore(tokens, offset);
  if (open === undefined) return null;
  const active = commasBetween(tokens, open, offset);
  const signatures = valuesSignature(around, open) ?? callSignatures(around, open);
  if (signatures.length === 0) return null;
  const fitting = signatures.findIndex(({ parameters = [] }) => parameters.length > active);
  return { signatures, activeSignature: Math.max(fitting, 0), activeParameter: active };
}
function openBefore(tokens: readonly Token[], offset: number): number | undefined {
  const open: number[] = [];
  for (let at = 0; tokens[at] && tokens[at]!.start < offset; at++) {
    if (tokens[at]!.text === '(') open.push(at);
    else if (tokens[at]!.text === ')') open.pop();
  }
  return open.at(-1);
}
function commasBetween(tokens: readonly Token[], open: number, offset: number): number {
  let count = 0;
  let depth = 0;
  for (let at = open + 1; tokens[at] && tokens[at]!.start < offset; at++) {
    const { text } = tokens[at]!;
    if (text === '(') depth++;
    else if (text === ')') depth--;
    else if (text === ',' && depth === 0) count++;
  }
  return count;
}

function callSignatures({ scope, sides }: Surroundings, open: number): SignatureInformation[] {
  const { tokens, text } = scope;
  const token = tokens[open - 1];
  if (!token || !isName(token)) return [];
  const name = identifierValue(text, token);
  const qualifier =
    tokens[open - 2]?.text === '.' && isName(tokens[open - 3]) ? identifierValue(text, tokens[open - 3]!) : undefined;
  const own = [sides.dev, sides.file].map((schema) =>
    calledRoutines(schema, qualifier === undefined ? { name } : { schema: qualifier, name }),
  );
  const routines = own.find((all) => all.length > 0) ?? [];
  if (routines.length > 0)
    return routines.map((routine) => information(name, argumentsOf(routine), routine.returns, routine.comment));
  const builtin = calledOverloads(name, (sides.dev ?? sides.file)?.serverVersion ?? 0);
  return builtin.slice(0, 20).map((one) => information(name, argumentsInWords(one), resultInWords(one)));
}
/** With their defaults, which the definition alone has. */
function argumentsOf({ definition, name, identityArguments }: Routine): string {
  // A quoted name can hold a bracket.
  const open = definition?.indexOf('(', definition.indexOf(name) + name.length) ?? -1;
  if (definition === undefined || open < 0) return identityArguments;
  return definition
    .slice(open + 1, closingParenthesis(definition, open))
    .trim()
    .replace(/\s+/g, ' ');
}
function calledRoutines(schema: Schema | undefined, { schema: namespace, name }: QualifiedName): readonly Routine[] {
  for (const one of schema ? (namespace === undefined ? schema.searchPath : [namespace]) : []) {
    const found = schema!.routines.get(qualifiedKey(one, name));
    if (found) return found;
  }
  return [];
}
function information(
  name: string,
  parameters: string,
  result: string | undefined,
  comment?: string,
): SignatureInformation {
  const returns = result === undefined ? '' : ` → ${result}`;
  return {
    label: `${name}(${parameters})${returns}`,
    parameters: (parameters === '' ? [] : splitList(parameters)).map((label) => ({ label })),
    ...(comment !== undefined && { documentation: comment }),
  };
}
/** `INSERT INTO t (a, b) VALUES (…`: the columns in their order. */
function valuesSignature({ scope, sides }: Surroundings, open: number): SignatureInformation[] | undefined {
  const { tokens, relations, text } = scope;
  const [target] = relations;
  const isRow =
    tokens[0]?.text === 'INSERT' &&
    (tokens[open - 1]?.text === 'VALUES' || (tokens[open - 1]?.text === ',' && tokens[open - 2]?.text === ')'));
  if (!isRow || !target || target.range.start > tokens[open]!.start) return undefined;
  const pair = pairOf(sides, scope, target.name);
  const relation = pair?.dev ?? pair?.file;
  const schema = sides.dev ?? sides.file;
  if (!relation || !schema) return undefined;
  const { list } = target;
  const names = list
    ? tokens
        .filter((one) => isName(one) && one.start > list.start && one.end < list.end)
        .map((one) => identifierValue(text, one))
    : relation.columns.map(({ name }) => name);
  const labels = names.map((name) => {
    const column = relation.columns.find((one) => one.name === name);
    return column ? `${name} ${columnFacts(column, schema)}` : name;
  });
  return [{ label: `${relation.name} (${labels.join(', ')})`, parameters: labels.map((label) => ({ label })) }];
}
