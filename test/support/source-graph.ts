/** The project's own modules: what each imports and exports. For tests that hold the structure. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** Both the tests and the scripts run in the project's folder. */
export const root = process.cwd();

export interface Import {
  /** As written: a package, or a relative path. */
  readonly specifier: string;
  /** The module's name when it is one of the project's; undefined for packages and for what is not there. */
  readonly to: string | undefined;
  /** The exported names it takes; `*`: all. None where it hands all of them on, for others to take. */
  readonly names: readonly string[];
  /** `export * from`. */
  readonly handsOn?: true;
}
export interface Module {
  /** `text/lexer` for a file of the server, `client/extension` of the client, `test/unit/x.test` of the tests. */
  readonly name: string;
  readonly file: string;
  readonly imports: readonly Import[];
}

/** The module's name of a file of the project. */
function nameOf(file: string): string {
  const relative = path.relative(root, file).replaceAll('\\', '/').replace(/\.ts$/, '');
  return relative.replace(/^server\/src\//, '').replace(/^client\/src\//, 'client/');
}

function resolveImport(file: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const base = path.resolve(path.dirname(file), specifier);
  const found = [`${base}.ts`, path.join(base, 'index.ts')].find((one) => existsSync(one));
  return found && nameOf(found);
}

const parsed = new Map<string, ts.SourceFile>();
/** A file as the compiler reads it, read once. */
export function sourceOf(file: string): ts.SourceFile {
  const known = parsed.get(file);
  if (known) return known;
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  parsed.set(file, source);
  return source;
}

/** The names that an import or export statement takes from the module it names. */
function namesOf(node: ts.ImportDeclaration | ts.ExportDeclaration): string[] {
  const clause = ts.isImportDeclaration(node) ? node.importClause?.namedBindings : node.exportClause;
  if (!clause) return ts.isImportDeclaration(node) ? ['default'] : [];
  if (ts.isNamedImports(clause) || ts.isNamedExports(clause))
    return clause.elements.map((element) => (element.propertyName ?? element.name).text);
  return ['*'];
}

function importsOf(file: string): Import[] {
  const imports: Import[] = [];
  const add = (specifier: string, names: readonly string[], handsOn = false) =>
    imports.push({ specifier, to: resolveImport(file, specifier), names, ...(handsOn && { handsOn }) });
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier)
      add(
        (node.moduleSpecifier as ts.StringLiteral).text,
        namesOf(node),
        ts.isExportDeclaration(node) && !node.exportClause,
      );
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add((node.argument.literal as ts.StringLiteral).text, ['*']);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      if (argument && ts.isStringLiteralLike(argument)) add(argument.text, ['*']);
    }
    ts.forEachChild(node, visit);
  };
  visit(sourceOf(file));
  return imports;
}

/** All modules below these folders of the project, by name. */
export function readModules(folders: readonly string[]): Module[] {
  return folders
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
        .map((file) => path.join(root, folder, file)),
    )
    .map((file) => ({ name: nameOf(file), file, imports: importsOf(file) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The names of a module's own functions, constants and types. */
function topLevelNames(module: Module, which: (statement: ts.Statement) => boolean): string[] {
  return sourceOf(module.file)
    .statements.filter(which)
    .flatMap((statement) => {
      if (ts.isVariableStatement(statement))
        return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? name.text : []));
      if (ts.isImportDeclaration(statement)) return [];
      const { name } = statement as ts.DeclarationStatement;
      return name && ts.isIdentifier(name) ? name.text : [];
    });
}
/** The names that a module exports. */
export function declarations(module: Module): string[] {
  return topLevelNames(
    module,
    (statement) =>
      ts.canHaveModifiers(statement) &&
      (ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false),
  );
}
/** The entries of a registry are written alike: what stands in one of them by this name stands in all. */
const registries = ['conventions/tools', 'rules/catalogue'];
/** A command of SQL by its name: `createTable` is read in `sql/`, applied in `fold/`, printed in `generate/`. */
const isCommand = (name: string): boolean => /^(create|alter|drop|add)[A-Z]/.test(name);

/** Names that stand at the top of three or more modules, each with those: a name is to mean one thing. */
export function repeatedNames(modules: readonly Module[]): (readonly [name: string, modules: readonly string[]])[] {
  const places = new Map<string, Set<string>>();
  for (const module of modules)
    for (const name of topLevelNames(module, () => true)) {
      const folder = path.posix.dirname(module.name);
      const place = registries.includes(folder) ? folder : module.name;
      places.set(name, (places.get(name) ?? new Set()).add(place));
    }
  return [...places]
    .map(([name, where]) => [name, [...where]] as const)
    .filter(([name, where]) => where.length >= 3 && !(isCommand(name) && inEachRoomOnce(where)))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
const inEachRoomOnce = (names: readonly string[]): boolean =>
  new Set(names.map((name) => name.split('/')[0])).size === names.length;

/** Every set of modules that reach each other through imports, types included; each sorted by name. */
export function circles(modules: readonly Module[]): string[][] {
  const edges = new Map(modules.map((one) => [one.name, one.imports.flatMap(({ to }) => to ?? [])]));
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (name: string): void => {
    order.set(name, order.size);
    low.set(name, order.get(name)!);
    stack.push(name);
    for (const next of edges.get(name) ?? []) {
      if (!order.has(next)) {
        if (!edges.has(next)) continue;
        visit(next);
        low.set(name, Math.min(low.get(name)!, low.get(next)!));
      } else if (stack.includes(next)) low.set(name, Math.min(low.get(name)!, order.get(next)!));
    }
    if (low.get(name) !== order.get(name)) return;
    const members = stack.splice(stack.indexOf(name)).sort();
    if (members.length > 1) found.push(members);
  };
  for (const { name } of modules) if (!order.has(name)) visit(name);
  return found.sort((a, b) => b.length - a.length);
}

/** What runs by itself, so that nothing has to import it. */
const entryPoints = ['main', 'cli', 'client/extension', 'dev/embedded/embedded-process'];

/** `module:name` for every export that no other module, tests included, takes. */
export function idleExports(modules: readonly Module[], tests: readonly Module[]): string[] {
  const used = new Set<string>();
  const handedOn = new Map(
    modules.map(({ name, imports }) => [name, imports.flatMap(({ to, handsOn }) => (handsOn && to) || [])]),
  );
  const takenFrom = (name: string | undefined): (string | undefined)[] => [
    name,
    ...(handedOn.get(name ?? '') ?? []).flatMap(takenFrom),
  ];
  for (const module of [...modules, ...tests])
    for (const { to, names } of module.imports)
      for (const name of names) for (const from of takenFrom(to)) used.add(`${from}:${name}`);
  return modules
    .filter(({ name }) => !entryPoints.includes(name) && !used.has(`${name}:*`))
    .flatMap((module) => declarations(module).map((name) => `${module.name}:${name}`))
    .filter((one) => !used.has(one));
}
