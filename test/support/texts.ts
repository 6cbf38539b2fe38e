/** The texts of the sources that are said in other languages: what `t`, `plural` and VS Code's `l10n.t` are given. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { root } from './source-graph';

export interface Texts {
  readonly keys: ReadonlySet<string>;
  /** Calls whose text is not written where they are, or that are made before the language is known. */
  readonly problems: readonly string[];
}
/** By what is called, which of the arguments are texts. */
const callers: Readonly<Record<string, readonly number[]>> = { t: [0], 'l10n.t': [0], plural: [1, 2] };
/** Where these are written, they are given what their callers say. */
const own = ['server/src/text/l10n.ts', 'client/src/text.ts'];

export function sourceTexts(folders: readonly string[]): Texts {
  const keys = new Set<string>();
  const problems: string[] = [];
  for (const file of folders.flatMap(sourcesIn)) {
    const source = ts.createSourceFile(file, readFileSync(path.join(root, file), 'utf8'), ts.ScriptTarget.ES2022, true);
    const known = importedNames(source);
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node)) {
        const called = node.expression.getText(source);
        const texts = known.has(called) ? (callers[called] ?? []) : [];
        for (const at of texts) {
          const place = `${file}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}`;
          const written = node.arguments[at] && writtenTexts(node.arguments[at]);
          if (written) for (const one of written.filter(hasWords)) keys.add(one);
          else problems.push(`${place}: the text is not written there`);
          if (node.arguments.length > 1 && !isLater(node)) problems.push(`${place}: made before the language is known`);
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return { keys, problems };
}
/** Other functions may be called the same. */
function importedNames(source: ts.SourceFile): ReadonlySet<string> {
  const names = source.statements.flatMap((one) => {
    const isOurs = ts.isImportDeclaration(one) && /\/(l10n|text)'$/.test(one.moduleSpecifier.getText(source));
    const named = isOurs ? one.importClause?.namedBindings : undefined;
    return named && ts.isNamedImports(named) ? named.elements.map(({ name }) => name.text) : [];
  });
  return new Set([...names, 'l10n.t']);
}
function sourcesIn(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => path.posix.join(folder, file.replaceAll('\\', '/')))
    .filter((file) => file.endsWith('.ts') && !own.includes(file));
}
/** What only sets others one after the other is the same in every language. */
const hasWords = (text: string): boolean => /\p{L}/u.test(text);
/** A literal, or a choice of literals. */
function writtenTexts(node: ts.Expression): string[] | undefined {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isParenthesizedExpression(node)) return writtenTexts(node.expression);
  if (!ts.isConditionalExpression(node)) return undefined;
  const [a, b] = [writtenTexts(node.whenTrue), writtenTexts(node.whenFalse)];
  return a && b && [...a, ...b];
}
function isLater(node: ts.Node): boolean {
  return ts.findAncestor(node, (one) => ts.isFunctionLike(one)) !== undefined;
}

/** `{0}`, `{1}`, … of a text, each once. */
export const placesOf = (text: string): string[] => [...new Set(text.match(/\{\d+\}/g) ?? [])].sort();

/** Where people read what stands: members of what is handed to an editor, and what is thrown for it to show. */
const shownMembers =
  /^(message|title|detail|tooltip|description|placeHolder|placeholder|prompt|hint|reason|because|words)$/;
const shownCalls = /^(new Error|window\.show\w+Message|window\.setStatusBarMessage)$/;

/** The pages of rules, and the list of their groups, are English. */
const isOfPage = ({ parent }: ts.PropertyAssignment): boolean =>
  parent.properties.some((one) => /^(documentation|why|rules)$/.test(one.name?.getText() ?? ''));

/** Texts that people read and that are not given to `t` or its kin: `file: text`. */
export function untranslated(folders: readonly string[]): string[] {
  const found: string[] = [];
  for (const file of folders.flatMap(sourcesIn)) {
    const source = ts.createSourceFile(file, readFileSync(path.join(root, file), 'utf8'), ts.ScriptTarget.ES2022, true);
    const look = (node: ts.Expression): void => {
      if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].forEach(look);
      if (ts.isParenthesizedExpression(node)) return look(node.expression);
      const written = ts.isTemplateExpression(node)
        ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…')
        : ts.isStringLiteralLike(node)
          ? node.text
          : '';
      if (/\p{L}{2}[ …]|[ …]\p{L}{2}/u.test(written)) found.push(`${file}: ${written}`);
    };
    const visit = (node: ts.Node): void => {
      if (ts.isPropertyAssignment(node) && shownMembers.test(node.name.getText(source)) && !isOfPage(node))
        look(node.initializer);
      const called = ts.isNewExpression(node) ? `new ${node.expression.getText(source)}` : undefined;
      const name = ts.isCallExpression(node) ? node.expression.getText(source) : called;
      if (name !== undefined && shownCalls.test(name))
        for (const one of (node as ts.CallExpression | ts.NewExpression).arguments ?? []) look(one);
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

/** What takes a text that nobody reads, or that is given to `t` there. */
const takers = /^(t|plural|noun|l10n\.t|log|.*\.log|.*#log|.*\.(includes|startsWith|endsWith|replace|split|join))$/;
const isCompared = ({ parent }: ts.Node): boolean =>
  (ts.isBinaryExpression(parent) && /^[!=]==?$/.test(parent.operatorToken.getText())) ||
  ts.isCaseClause(parent) ||
  ts.isLiteralTypeNode(parent) ||
  ts.isComputedPropertyName(parent) ||
  // What a tool's file says.
  (ts.isPropertyAssignment(parent) && parent.name.getText() === 'unless');
/** Three words of a sentence; SQL has its own in capitals. */
const isSentence = (text: string): boolean =>
  /(?:^|[ …(])[a-z’']{2,},? [a-z’']{2,},? [a-z’']{2,}/i.test(text) &&
  /[a-z]{2,},? [a-z]{2,}/.test(text) &&
  !/\b(?:SELECT|FROM|WHERE|CASE|WITH|SET|BEGIN|DROP|CREATE|ALTER|SAVEPOINT|LATERAL)\b|pg_catalog|<\w|[{;]\s*\n/.test(
    text,
  );

/** Sentences wherever they stand that are not given to `t` or its kin: `file: text`. For folders that people are told of. */
export function untold(folders: readonly string[]): string[] {
  const found = new Set<string>();
  for (const file of folders.flatMap(sourcesIn)) {
    const source = ts.createSourceFile(file, readFileSync(path.join(root, file), 'utf8'), ts.ScriptTarget.ES2022, true);
    const visit = (node: ts.Node): void => {
      if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
      const written = ts.isTemplateExpression(node)
        ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…')
        : ts.isStringLiteralLike(node)
          ? node.text
          : '';
      if (isSentence(written) && !isCompared(node)) found.add(`${file}: ${written}`);
      const isTaken = ts.isCallExpression(node) && takers.test(node.expression.getText(source));
      ts.forEachChild(node, (child) => {
        if (
          !isTaken ||
          !(ts.isStringLiteralLike(child) || ts.isTemplateExpression(child) || ts.isConditionalExpression(child))
        )
          visit(child);
      });
    };
    visit(source);
  }
  return [...found];
}
