/** Lists of kinds of object that stand beside the registry of kinds: each is a place that a new kind has to be added to. */
import ts from 'typescript';
import { kinds, objectKinds, parts } from '../../server/src/model/kinds';
import { type Module, sourceOf } from './source-graph';

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
  if (ts.isRegularExpressionLiteral(node)) return node.text.split(/[^a-z ]+/).filter((word) => words.has(word));
  return [];
}
/** The compiler names what it lacks: its declared type has every name, or it is a switch that has to give an answer. */
function isComplete(node: ts.Node): boolean {
  const { parent } = node;
  const answer = ts.findAncestor(node, ts.isFunctionLike)?.type;
  if (ts.isCaseBlock(node))
    return !node.clauses.some(ts.isDefaultClause) && answer !== undefined && !mayBeNothing(answer);
  if (!ts.isObjectLiteralExpression(node)) return false;
  const declared = ts.isVariableDeclaration(parent) ? parent.type : ts.isReturnStatement(parent) ? answer : undefined;
  return declared !== undefined && !/\bPartial<|\bRecord<string\b|\?:/.test(declared.getText());
}
function mayBeNothing(type: ts.TypeNode): boolean {
  if (ts.isUnionTypeNode(type)) return type.types.some(mayBeNothing);
  return type.kind === ts.SyntaxKind.VoidKeyword || type.kind === ts.SyntaxKind.UndefinedKeyword;
}
/** Of the fields of one object some are named like kinds; a list of kinds has hardly any others. */
const isOfKinds = (entries: number, known: number): boolean => known >= MANY && known * 2 >= entries;

/** `module:line` of every one. */
export function kindLists(modules: readonly Module[]): string[] {
  return modules.flatMap(({ name, file }) => {
    if (sources.includes(name)) return [];
    const source = sourceOf(file);
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      const entries = listed(node);
      const known = new Set(entries.filter((word) => word !== undefined && words.has(word)));
      if (isOfKinds(entries.length, known.size) && !isComplete(node))
        found.push(`${name}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}`);
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  });
}
