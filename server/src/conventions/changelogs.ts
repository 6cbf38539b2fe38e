/** What Liquibase's changelogs run: files in their order, how each is run, and what placeholders in it stand for. */
import { t } from '../text/l10n';
import { present } from '../text/present';
import { compareText } from '../text/text';
import { objectsChanged } from './changelog-changes';
import { type ChangelogNode, changelogNodes } from './changelog-nodes';
import {
  type ChangelogProperty,
  PropertiesSoFar,
  propertiesIn,
  propertyOf,
  runsOnPostgres,
} from './changelog-properties';
import type { FolderListing, MigrationFile, UnreadStep } from './convention';
import { databaseNamed } from './unrun-files';

/** A repository may hold any number of other files of these kinds. */
const MOST_CHANGELOGS = 200;
const isChangelogFile = (path: string): boolean => /\.(?:xml|ya?ml|json)$/i.test(path);
type ChangelogFile = Pick<MigrationFile, 'path' | 'told' | 'placeholders' | 'passedOver'> &
  Partial<Pick<MigrationFile, 'id' | 'runs'>>;
/** `at`: how many of the files run before it. */
type ChangelogStep = Omit<UnreadStep, 'before'> & { readonly at: number };
interface Changelogs {
  readonly files: readonly ChangelogFile[];
  readonly steps: readonly ChangelogStep[];
  /** One stands in the folder itself, so that the folders below are parts of one history. */
  readonly ordersBelow: boolean;
}
/**
 * Undefined where there is none. `mayBe`: what those are called that no other one includes; `sql`: the SQL files there are;
 * `isFormatted`: which have changesets of their own.
 */
export function changelogsIn(
  listing: FolderListing,
  mayBe: RegExp,
  sql: readonly string[],
  isFormatted: (path: string) => boolean,
): Changelogs | undefined {
  const roots = listing.paths.filter((path) => mayBe.test(path)).slice(0, MOST_CHANGELOGS);
  const walk = new Walk(listing, sql, isFormatted);
  for (const path of roots) walk.read(path);
  if (walk.changelogs.size === 0) return undefined;
  for (const path of walk.changelogs) if (!walk.included.has(path)) walk.follow(path, [path]);
  return {
    files: walk.files,
    steps: walk.steps,
    ordersBelow: [...walk.changelogs].some((path) => !path.includes('/')),
  };
}

class Walk {
  readonly files: ChangelogFile[] = [];
  readonly steps: ChangelogStep[] = [];
  readonly changelogs = new Set<string>();
  readonly included = new Set<string>();
  readonly #nodes = new Map<string, readonly ChangelogNode[]>();
  readonly #all: readonly string[];
  readonly #seen = new Set<string>();
  readonly #properties = new PropertiesSoFar();

  constructor(
    readonly listing: FolderListing,
    sql: readonly string[],
    readonly isFormatted: (path: string) => boolean,
  ) {
    this.#all = [...listing.paths.filter(isChangelogFile), ...sql];
  }
  /** A changelog and those that it includes. */
  read(path: string): readonly ChangelogNode[] {
    const known = this.#nodes.get(path);
    if (known) return known;
    const text = this.#nodes.size < MOST_CHANGELOGS ? (this.listing.read(path) ?? '') : '';
    const nodes = text.includes('databaseChangeLog') ? changelogNodes(path, text) : [];
    this.#nodes.set(path, nodes);
    if (nodes.length > 0) this.changelogs.add(path);
    for (const one of nodes)
      for (const each of this.#includedBy(one, path)) {
        this.included.add(each);
        if (isChangelogFile(each)) this.read(each);
      }
    return nodes;
  }
  /** `above`: the changelog and those that lead to it, innermost first. */
  follow(path: string, above: readonly string[]): void {
    if (this.#seen.has(path)) return;
    this.#seen.add(path);
    for (const node of this.read(path))
      if (node.name === 'property') for (const one of this.#propertiesOf(node, path)) this.#properties.add(one, path);
      else if (node.name === 'changeSet') this.#changeset(node, path, above);
      else this.#included(node, path, above);
  }
  #included(node: ChangelogNode, from: string, above: readonly string[]): void {
    const all = this.#includedBy(node, from);
    for (const each of all)
      if (isChangelogFile(each)) this.follow(each, [each, ...above]);
      else this.#sql(each, above);
    const name = node.name === 'include' ? node.values.get('file') : undefined;
    if (name !== undefined && all.length === 0) this.steps.push({ name, at: this.files.length });
  }
  #includedBy({ name, values }: ChangelogNode, from: string): readonly string[] {
    const isFolder = name === 'includeAll';
    const told = values.get(isFolder ? 'path' : 'file');
    if (told === undefined || (!isFolder && name !== 'include')) return [];
    return isFolder ? folderNamed(told, from, this.#all) : fileNamed(told, from, this.#all);
  }
  #propertiesOf(node: ChangelogNode, from: string): readonly ChangelogProperty[] {
    const file = node.values.get('file');
    if (file === undefined) return propertyOf(node.values);
    const beside = normal(`${parentFolder(from)}/${file}`);
    return propertiesIn(this.listing.read(beside) ?? this.listing.read(normal(file)) ?? '', node.values);
  }
  #sql(path: string, above: readonly string[]): void {
    if (this.#seen.has(path)) return;
    this.#seen.add(path);
    const placeholders = this.#properties.valuesFor(above);
    if (!this.isFormatted(path)) {
      // Liquibase sends one that has no changesets as a whole.
      this.files.push({ path, placeholders, told: 'splitStatements:false', id: path });
      return;
    }
    this.files.push({ path, placeholders });
    for (const one of propertiesIn(this.listing.read(path) ?? '')) this.#properties.add(one, path);
  }
  #changeset({ values, children }: ChangelogNode, from: string, above: readonly string[]): void {
    const { id = '', author = '' } = Object.fromEntries(values);
    const changes = children.flatMap((one) => (one.name === 'changes' ? changesIn(one) : one));
    for (const change of changes) {
      if (change.name === 'rollback') this.#rollback(change, from);
      const name = change.name === 'sqlFile' ? change.values.get('path') : undefined;
      const path = name === undefined ? undefined : fileNamed(name, from, this.#all)[0];
      if (path === undefined) this.#unread(change, values, { id: `${id}::${author}`, from });
      if (path === undefined || this.#seen.has(path)) continue;
      this.#seen.add(path);
      const placeholders = this.#properties.valuesFor(above);
      const dbms = [values, change.values]
        .map((each) => each.get('dbms'))
        .find((each) => each && !runsOnPostgres(each));
      const passedOver = dbms && t('it is for {0}, as {1} says', databaseNamed(dbms) ?? dbms, from);
      const file = { path, placeholders, told: toldOf(values, change.values), id: `${id}::${author}` };
      this.files.push(passedOver ? { ...file, runs: false, passedOver } : file);
    }
  }
  #unread(change: ChangelogNode, set: ChangelogNode['values'], { id, from }: { id: string; from: string }): void {
    const dbms = set.get('dbms')?.trim();
    const objects = objectsChanged(change);
    if (objects?.length === 0 || (dbms && !runsOnPostgres(dbms)) || set.get('ignore') === 'true') return;
    const name = t('changeset {0} of {1}', set.get('id') ?? '', from);
    const file = { path: from, id, name, runs: true, told: '' };
    this.steps.push({ name, at: this.files.length, file, ...present({ objects }) });
  }
  #rollback({ children }: ChangelogNode, from: string): void {
    for (const { name, values } of children) {
      const [path] = name === 'sqlFile' ? fileNamed(values.get('path') ?? '', from, this.#all) : [];
      if (path === undefined || this.#seen.has(path)) continue;
      this.#seen.add(path);
      this.files.push({ path, runs: false });
    }
  }
}

/** `sql: SELECT 1` is a value of them all. */
const changesIn = ({ children, values }: ChangelogNode): readonly ChangelogNode[] => [
  ...children,
  ...[...values.keys()].map((name) => ({ name, values: new Map(), children: [] })),
];

/** As the comment that begins a changeset says it. */
function toldOf(...all: readonly ReadonlyMap<string, string>[]): string {
  const words = ['splitStatements', 'stripComments', 'runInTransaction', 'runWith', 'ignore', 'dbms', 'endDelimiter'];
  const said = all.flatMap((values) =>
    words.flatMap((word) => {
      const value = values.get(word);
      return value === undefined ? [] : [`${word}:${/^\w+$/.test(value) ? value : `"${value}"`}`];
    }),
  );
  return said.join(' ');
}

/** Beside the changelog, or from the root of a class path, which may be anywhere above. */
function fileNamed(name: string, from: string, all: readonly string[]): readonly string[] {
  const plain = normal(name.replace(/^classpath\*?:/, ''));
  const beside = normal(`${parentFolder(from)}/${plain}`);
  return all.includes(beside) ? [beside] : all.filter((path) => isEnd(path, plain)).slice(0, 1);
}
function folderNamed(name: string, from: string, all: readonly string[]): readonly string[] {
  const plain = normal(name.replace(/^classpath\*?:/, ''));
  const beside = normal(`${parentFolder(from)}/${plain}`);
  const folders = new Set(all.map(parentFolder));
  const folder = folders.has(beside) ? beside : [...folders].find((each) => isEnd(each, plain));
  if (folder === undefined) return [];
  const within = all.filter((path) => path !== from && (folder === '' || path.startsWith(`${folder}/`)));
  return within.sort(compareText);
}
/** One ends with all of the other. */
const isEnd = (path: string, name: string): boolean =>
  `/${path}`.endsWith(`/${name}`) || `/${name}`.endsWith(`/${path}`);
const parentFolder = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
/** Without `.`, `..` and slashes at either end. */
function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split(/[/\\]/))
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  return parts.join('/');
}
