/** Lists of kinds of object that stand beside the registry of kinds: each is a place that a new kind has to be added to. */
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { kinds, objectKinds, parts } from '../../server/src/model/kinds';
import type { Module } from './source-graph';

const words: ReadonlySet<string> = new Set([
  ...Object.entries(kinds).flatMap(([kind, { map }]) => [kind, map]),
  ...Object.entries(parts).flat(),
  ...Object.keys(objectKinds).filter((kind) => kind !== 'other'),
]);
/** Where kinds are made. */
const sources = ['model/kinds', 'model/schema'];
/** That many of them are a list of kinds. */
const MANY = 4;

/** What stands for a word: itself, or the first of a pair. */
function wordOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node) || ts.isIdentifier(node)) return node.text;
  if (ts.isLiteralTypeNode(node)) return wordOf(node.literal);
  return ts.isArrayLiteralExpression(node) && node.elements[0] ? wordOf(node.elements[0]) : undefined;
}
const literalOf = (node: ts.Node): string | undefined => (ts.isIdentifier(node) ? undefined : wordOf(node));
function listed(node: ts.Node): (string | undefined)[] {
  if (ts.isArrayLiteralExpression(node)) return node.elements.map(literalOf);
  if (ts.isUnionTypeNode(node)) return node.types.map(literalOf);
  if (ts.isObjectLiteralExpression(node)) return node.properties.map(({ name }) => name && wordOf(name));
  if (ts.isCaseBlock(node))
    return node.clauses.map((one) => (ts.isCaseClause(one) ? literalOf(one.expression) : undefined));
  if (ts.isRegularExpressionLiteral(node)) return node.text.split(/[^a-z ]+/);
  return [];
}
/** Its type asks for every kind, so that the compiler names what it lacks. */
function isComplete(node: ts.Node): boolean {
  const { parent } = node;
  return ts.isVariableDeclaration(parent) && /\bPerKind<|\bin keyof\b/.test(parent.type?.getText() ?? '');
}

/** `module:line` of every one. */
export function kindLists(modules: readonly Module[]): string[] {
  return modules.flatMap(({ name, file }) => {
    if (sources.includes(name)) return [];
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      const known = new Set(listed(node).filter((word) => word !== undefined && words.has(word)));
      if (known.size >= MANY && !isComplete(node))
        found.push(`${name}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}`);
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  });
}
