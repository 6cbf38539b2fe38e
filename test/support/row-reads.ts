/** Places that read the row of a query by position: the next change of its SELECT reads another column there. */
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import type { Module } from './source-graph';

/** Where rows are read by name. */
const reader = 'dev/select';

/** What a value is called, or the function that answered it, whatever stands around: `row` of `(await row)!`. */
function nameOf(node: ts.Expression): string {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isBinaryExpression(node)) return nameOf(node.left);
  const wrapped =
    ts.isCallExpression(node) ||
    ts.isAwaitExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    (ts.isElementAccessExpression(node) && !ts.isNumericLiteral(node.argumentExpression));
  return wrapped ? nameOf(node.expression) : '';
}
const isRow = (node: ts.Expression): boolean =>
  nameOf(node) === 'row' || (ts.isElementAccessExpression(node) && isRows(node.expression));
const isRows = (node: ts.Expression): boolean => /^(rows|query|send)$/.test(nameOf(node));

/** `row[3]`, `rows[0]![3]`. */
function isElement(node: ts.Node): boolean {
  if (!ts.isElementAccessExpression(node) || !ts.isNumericLiteral(node.argumentExpression)) return false;
  const of = ts.isNonNullExpression(node.expression) ? node.expression.expression : node.expression;
  return isRow(of);
}
/** `row as [number, string]`, and the type of such a row. */
const isTuple = (node: ts.Node): boolean =>
  (ts.isAsExpression(node) && (isRow(node.expression) || isRows(node.expression)) && holdsTuple(node.type)) ||
  (ts.isTypeAliasDeclaration(node) && /Row$/.test(node.name.text) && holdsTuple(node.type));
const holdsTuple = (type: ts.Node): boolean => ts.isTupleTypeNode(type) || (ts.forEachChild(type, holdsTuple) ?? false);
/** `const [[name]] = await query(…)`, `rows.map(([name]) => …)`, `for (const [oid] of rows)`. */
function isPattern(node: ts.Node): boolean {
  if (!ts.isArrayBindingPattern(node)) return false;
  const { parent } = node;
  if (ts.isBindingElement(parent)) {
    const whole = parent.parent.parent;
    return ts.isVariableDeclaration(whole) && whole.initializer !== undefined && isRows(whole.initializer);
  }
  if (ts.isParameter(parent)) {
    const call = parent.parent.parent;
    return (
      ts.isCallExpression(call) && ts.isPropertyAccessExpression(call.expression) && isRows(call.expression.expression)
    );
  }
  if (!ts.isVariableDeclaration(parent)) return false;
  const loop = parent.parent.parent;
  return parent.initializer ? isRow(parent.initializer) : ts.isForOfStatement(loop) && isRows(loop.expression);
}

/** The line of every one in a source text. */
export function rowReadsIn(text: string): number[] {
  const source = ts.createSourceFile('rows.ts', text, ts.ScriptTarget.ES2022, true);
  const found: number[] = [];
  const visit = (node: ts.Node): void => {
    if (isElement(node) || isTuple(node) || isPattern(node))
      found.push(source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
/** `module:line` of every one in what asks databases. */
export function rowReads(modules: readonly Module[]): string[] {
  const asking = modules.filter(({ name }) => name.startsWith('dev/') && name !== reader);
  return asking.flatMap(({ name, file }) => rowReadsIn(readFileSync(file, 'utf8')).map((line) => `${name}:${line}`));
}
