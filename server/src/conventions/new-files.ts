/** New files of a folder of migrations: the next migration, and the way back of one that is there. */
import type { SqlDocument } from '../sql/document/statement';
import { t } from '../text/l10n';
import { present } from '../text/present';
import type { TextRange } from '../text/text';
import { toolNamed } from '.';
import type { Convention, FolderListing, MigrationFile } from './convention';
import { detectConvention } from './conventions';
import { downSection, downStart, type MigrationRequest, migrationText, type NewFile, type Writing } from './writing';

/** Statements that can stand in one file. */
interface FilePart {
  readonly statements: readonly string[];
  /** In no transaction. */
  readonly outside: boolean;
}
export interface NewMigration {
  /** The folder as it is with them. */
  readonly convention: Convention;
  /** What runs, in its order; a part each. Paths are relative to the folder. */
  readonly files: readonly NewFile[];
  /** The tool's own files, with their new text. */
  readonly beside: readonly NewFile[];
  /** What has to be done or known besides, as sentences. */
  readonly notes: readonly string[];
}

/** Whether several that stand in no transaction can be in one file. */
export function sendsStatements({ id }: Convention): boolean {
  return toolNamed(id)?.sends?.unit === 'statement';
}
/** Undefined: the tool alone makes its files. `name`: any words. */
export function newMigration(
  convention: Convention,
  { name, now, parts }: { readonly name: string; readonly now: Date; readonly parts: readonly FilePart[] },
): NewMigration | undefined {
  const tool = toolNamed(convention.id);
  const [writing, listing] = [tool?.writing, convention.listing];
  if (!tool || !writing || !listing) return undefined;
  const texts = new Map<string, string>();
  const files: NewFile[] = [];
  for (const [at, part] of parts.entries()) {
    const now0 = new Date(now.getTime() + at * 1000);
    const seen = over(listing, texts);
    const known = tool.list(seen, true)?.files ?? convention.files;
    const words = at === 0 ? slugOf(name) : `${slugOf(name)}_${at + 1}`;
    const asked = { name: words, now: now0, files: running(known), listing: seen, outside: part.outside };
    const path = writing.path(asked);
    const form = writing.form({ ...asked, path, up: part.statements });
    const file = { path, text: migrationText(form, { up: part.statements }, part.outside) };
    files.push(file);
    for (const one of [file, ...(writing.beside?.({ ...asked, path }) ?? [])]) texts.set(one.path, one.text);
  }
  const own = new Set(files.map(({ path }) => path));
  const beside = [...texts].filter(([path]) => !own.has(path)).map(([path, text]) => ({ path, text }));
  const after = detectConvention(over(listing, texts), convention.id) ?? convention;
  const { placeholders } = convention;
  return {
    convention: { ...after, ...present({ placeholders }) },
    files,
    beside,
    notes: notPlanned(tool.name, writing, parts),
  };
}
function notPlanned(name: string, { afterwards, alwaysInTransaction }: Writing, parts: readonly FilePart[]): string[] {
  const cannot = alwaysInTransaction && parts.some(({ outside }) => outside);
  return [
    ...(afterwards === undefined ? [] : [afterwards]),
    ...(cannot ? [t('{0} runs each file in a transaction, and what stands alone in one cannot run there.', name)] : []),
  ];
}
const running = (files: readonly MigrationFile[]): MigrationFile[] => files.filter(({ runs }) => runs);
/** Of any words: `add_users`. */
function slugOf(name: string): string {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.join('_').slice(0, 80) || 'migration';
}
/** The folder as it is when these texts stand in it. */
function over({ folder, place, paths, read }: FolderListing, texts: ReadonlyMap<string, string>): FolderListing {
  return {
    folder,
    ...(place !== undefined && { place }),
    paths: [...new Set([...paths, ...texts.keys()])],
    read: (path) => texts.get(path) ?? read(path),
  };
}

interface Insert {
  readonly at: number;
  readonly text: string;
}
/**
 * Where the way back of a migration is to stand: a new file, or places in its own, in their order; undefined: nowhere that
 * the tool would not run it. `downs`: one for each piece.
 */
export function placeForDown(
  convention: Convention,
  path: string,
  text: string,
  downs: readonly (readonly string[])[],
): { readonly file: NewFile } | { readonly inserts: readonly Insert[] } | undefined {
  const [writing, listing] = [toolNamed(convention.id)?.writing, convention.listing];
  if (!writing || !listing) return undefined;
  const asked: MigrationRequest & { readonly path: string } = {
    ...{ name: '', now: new Date(0), files: convention.files, listing, outside: false, path },
  };
  const form = writing.form({ ...asked, up: [] });
  const own = writing.downPath?.(path, listing);
  if (own !== undefined && own !== path) {
    const { body, between, around } = form;
    const down = downs.toReversed().flat();
    return { file: { path: own, text: migrationText(present({ body, between, around }), { up: down }, false) } };
  }
  if (form.down === undefined && form.downEach === undefined) return undefined;
  const at = downStart(form, text);
  if (at !== undefined) {
    const section = downSection(form, downs.toReversed().flat());
    return { inserts: [{ at, text: `${section.slice(section.indexOf('\n') + 1)}\n` }] };
  }
  const inserts = piecesOf(convention, text).flatMap((piece, index, all): Insert[] => {
    const down = downs[index] ?? [];
    if (down.length === 0) return [];
    const isLast = index === all.length - 1;
    const end = isLast ? text.length : text.slice(0, piece.end).trimEnd().length;
    const before = isLast ? (text.endsWith('\n') ? '\n' : '\n\n') : '\n';
    return [{ at: end, text: `${before}${downSection(form, down)}${isLast ? '\n' : ''}` }];
  });
  return { inserts };
}
/** A text with what is to be put into it. */
export function withInserts(text: string, inserts: readonly Insert[]): string {
  return inserts.toReversed().reduce((made, { at, text: insert }) => made.slice(0, at) + insert + made.slice(at), text);
}

/** The pieces of a file that are undone one by one; the whole of it where the tool has no smaller ones. */
export function piecesOf({ id }: Convention, text: string): TextRange[] {
  const starts = toolNamed(id)?.writing?.pieces?.(text) ?? [];
  if (starts.length < 2) return [{ start: 0, end: text.length }];
  return starts.map((start, at) => ({ start: at === 0 ? 0 : start, end: starts[at + 1] ?? text.length }));
}
/** The tool's command that undoes the last migration that has run. */
export const undoCommand = ({ id }: Convention): string | undefined => toolNamed(id)?.writing?.undo?.join(' ');
/** The way back of a migration where there is one: its text, and the file that it stands in. */
export function existingDown(
  convention: Convention,
  file: MigrationFile,
  document: SqlDocument,
): { readonly path: string; readonly text: string } | undefined {
  const [writing, listing] = [toolNamed(convention.id)?.writing, convention.listing];
  const own = listing && writing?.downPath?.(file.path, listing);
  const text = own !== undefined && listing?.paths.includes(own) ? listing.read(own) : undefined;
  if (own !== undefined && text !== undefined) return { path: own, text };
  const said = writing?.ownDown?.(document.text);
  if (said) return { path: file.path, text: said };
  const back = document.statements.filter(({ runs }) => !runs);
  if (!writing?.hasSection || back.length === 0 || !file.runs) return undefined;
  return {
    path: file.path,
    text: back
      .map(({ range, fullRange, parsed }) => {
        const sent = parsed.filled?.text ?? document.text.slice(range.start, range.end);
        return sent + document.text.slice(range.end, fullRange.end);
      })
      .join('\n'),
  };
}
