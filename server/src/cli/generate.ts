/** `devschema generate` and `devschema snapshot`: dev's schema as SQL, and as a file that stands for dev. */

import { writeSnapshot } from '../dev/snapshot';
import { neededObjects } from '../generate/needed-objects';
import { printSchema, printTables } from '../generate/print';
import type { DevSchema } from '../model/dev';
import { objectKey } from '../model/kinds';
import type { Schema, Table } from '../model/schema';
import { displayName, keyOf, type QualifiedName } from '../text/names';
import { comparableName, nearest } from '../text/nearest-name';
import { counted } from '../text/numbers';
import { printedName, writtenName } from '../text/quoted';
import { UsageError } from './arguments';
import { absolutePath } from './project-root';
import { devFailure, openSession, type Session, type SessionOptions, type Terminal } from './session';
import { writeText } from './write-text';

type DevOptions = Omit<SessionOptions, 'targets'>;

/** Runs with dev read, or says why it is not and gives 2. */
async function withDev(
  terminal: Terminal,
  options: DevOptions,
  run: (dev: DevSchema, session: Session) => 0 | 2,
): Promise<0 | 2> {
  const session = await openSession(terminal, { ...options, targets: [] });
  try {
    const { dev, status } = session.workspace;
    if (dev && status.state === 'ready') return run(dev, session);
    terminal.err(devFailure(session, terminal.env));
    return 2;
  } finally {
    await session.workspace.dispose();
  }
}

/**
 * Facts that could not be read and may be part of what was asked for; other tables' are left out. They are said, and
 * the result without them is not all there is.
 */
function sayUnknown(terminal: Terminal, { schema }: DevSchema, names: readonly QualifiedName[] | 'everything'): 0 | 2 {
  const tables = new Set([...schema.tables.values()].map((table) => objectKey('table', table.schema, table.name)));
  const wanted =
    names === 'everything'
      ? tables
      : new Set(names.map(({ schema: path = '', name }) => objectKey('table', path, name)));
  const about = schema.unknown.filter(({ object }) => !tables.has(object) || wanted.has(object));
  for (const reason of new Set(about.map((one) => one.reason))) terminal.err(`Not known: ${reason}`);
  return about.length > 0 ? 2 : 0;
}

/** Empty `tables`: everything. @throws UsageError for a name that dev does not have */
export function generate(
  terminal: Terminal,
  tables: readonly string[],
  options: DevOptions & { readonly dependencies: boolean },
): Promise<0 | 2> {
  return withDev(terminal, options, (dev, session) => {
    const context = { schema: dev.schema, style: session.settings.style };
    if (tables.length === 0) {
      terminal.out(printSchema(context));
      return sayUnknown(terminal, dev, 'everything');
    }
    const names = tables.map((written) => findTable(written, dev.schema));
    const { dependencies } = options;
    terminal.out(printTables(names, context, { dependencies }));
    const needs = dependencies ? [] : neededObjects(names, context);
    if (needs.length > 0)
      terminal.err(`These tables need ${needs.join(', ')}; --with-dependencies prints them as well.`);
    return sayUnknown(terminal, dev, names);
  });
}

/** As stored, as SQL writes it, or as a shell leaves it when it has taken the quotes. @throws UsageError */
export function findTable(written: string, schema: Schema): Table {
  const exact = schema.searchPath.map((path) => ({ schema: path, name: written }));
  const candidates = [...exact, ...tableNameParts(written, schema)];
  const found = candidates.flatMap((name) => schema.tables.get(keyOf(name)) ?? [])[0];
  if (found) return found;
  if (candidates.some((name) => schema.views.has(keyOf(name))))
    throw new UsageError(`${written} is a view, and generate prints tables`);
  const lost = schema.unknown.find(
    ({ object, fact }) =>
      fact === undefined && candidates.some((one) => object === objectKey('table', one.schema, one.name)),
  );
  if (lost) throw new UsageError(`table ${written} could not be read. ${lost.reason}`);
  const names = [...schema.tables.values()].map((table) => displayName(table, schema.searchPath));
  const near = nearest(written, names) ?? onlyOneWith(written, names);
  throw new UsageError(`dev has no table ${written}${near === undefined ? '' : `. Did you mean ${near}?`}`);
}
/** Who leaves out what stands before every name still means one of them. */
function onlyOneWith(part: string, names: readonly string[]): string | undefined {
  const wanted = comparableName(part);
  const having = names.filter((name) => wanted.length > 2 && comparableName(name).includes(wanted));
  return having.length === 1 ? having[0] : undefined;
}
function tableNameParts(written: string, schema: Schema): { schema: string; name: string }[] {
  const parts = /^(?:("(?:[^"]|"")+"|[^".]+)\.)?("(?:[^"]|"")+"|[^"]+)$/.exec(written);
  if (!parts) return [];
  const [, path, name] = parts;
  const readings = (part: string) => (part.startsWith('"') ? [printedName(part)] : [part, writtenName(part)]);
  const paths = path === undefined ? schema.searchPath : readings(path);
  return paths.flatMap((one) => readings(name!).map((local) => ({ schema: one, name: local })));
}

export function snapshot(terminal: Terminal, out: string, options: DevOptions): Promise<0 | 2> {
  return withDev(terminal, options, (dev) => {
    writeText(absolutePath(terminal.cwd, out), writeSnapshot(dev), out);
    terminal.err(`${out}: ${counted(dev.schema.tables.size, 'table')} of ${dev.label}.`);
    // The file says itself what is not known.
    sayUnknown(terminal, dev, 'everything');
    return 0;
  });
}
