/** The migration tools: one entry each. What a folder is recognised by, in this order; the first that fits is it. */
import type { AppliedMigrations } from '../model/dev';
import type { MigrationTool } from '../model/migration-tables';
import type { Section } from '../sql/document/statement';
import type { FolderListing, MigrationFile } from './convention';
import {
  baseName,
  byDieselVersion,
  byNature,
  byNumber,
  byPath,
  compareNatural,
  compareNumbers,
  duplicates,
  isSql,
  type Listed,
  plainNumber,
  topLevel,
  versioned,
} from './tool-files';
import { dotted, drizzleJournal, flywayFiles, flywayVersion, plainFiles, popFiles, sqitchChanges } from './tool-order';
import {
  above,
  annotated,
  atlasSections,
  autocommitted,
  besideMetadata,
  changesets,
  noSections,
  upAndDown,
  withoutTransaction,
} from './tool-sections';
import { databaseNamed, isWayBack } from './unrun-files';

interface Question {
  readonly file: MigrationFile;
  readonly applied: AppliedMigrations;
  readonly text: string;
  readonly listed: Listed;
  readonly listing: FolderListing;
}
export interface Tool {
  readonly id: string;
  readonly name: string;
  /** Files in the order they run; undefined where this is not the tool's folder. `forced`: a setting says it is. */
  list(listing: FolderListing, forced: boolean): Listed | undefined;
  /** `listing`: for tools that keep what concerns a file beside it. */
  sections(text: string, path: string, listing?: FolderListing): readonly Section[];
  /** `AppliedMigrations.tool`s that can be this tool's. */
  readonly tables: readonly MigrationTool[];
  isApplied(question: Question): boolean | undefined;
  /** It has an index of what it runs, a folder for each version, or one file among several for the same version. */
  readonly runsOnlyListed?: boolean;
  /** Its files have nothing in them that shows whose they are: others name theirs alike. */
  readonly byNameOnly?: true;
}

const has = ({ applied }: Question, ...ids: string[]): boolean =>
  applied.entries.some((entry) => !entry.failed && ids.includes(entry.id));
/** By its version, leading zeros aside. */
const hasVersion = ({ applied, file }: Question): boolean =>
  applied.entries.some((entry) => !entry.failed && plainNumber(entry.id) === plainNumber(file.id));
/** One row says how far: everything up to it has run. */
function upToVersion(question: Question): boolean | undefined {
  const last = question.applied.entries.at(-1);
  if (question.applied.tool !== 'golang-migrate' && question.applied.tool !== 'tern') return hasVersion(question);
  if (!last) return false;
  const order = compareNumbers(question.file.id, last.id);
  return order < 0 || (order === 0 && !last.failed);
}
/** Any of the .sql files says so in its first lines. */
function anySays(listing: FolderListing, paths: readonly string[], pattern: RegExp): boolean {
  return paths.some((path) => pattern.test(listing.read(path) ?? ''));
}
/** What a tool's own file says its migrations are for. */
function isFor(name: string | undefined, where: string): Pick<Listed, 'otherDatabase'> {
  const database = databaseNamed(name);
  return database === undefined ? {} : { otherDatabase: `it is for ${database}, as ${where} says` };
}

const reversible = /^(?<version>\d+)_(?<name>.+)\.(?:up|down)\.sql$/;
const upFolder = /^(?:\w+\/)?(?<name>(?<version>\d[\d-]*)_[^/]+)\/(?:up|down)\.sql$/;

export const tools: readonly Tool[] = [
  {
    id: 'prisma',
    name: 'Prisma',
    list: ({ paths, read }, forced) => {
      const files = versioned(paths, /^(?<version>(?<name>[^/]+))\/migration\.sql$/, byPath);
      const marked = paths.includes('migration_lock.toml') || files.some((file) => /^\d{14}_/.test(file.id));
      if (files.length === 0 || !(marked || forced)) return undefined;
      const provider = /^\s*provider\s*=\s*"(\w+)"/m.exec(read('migration_lock.toml') ?? '')?.[1];
      return { files, ...isFor(provider, 'migration_lock.toml') };
    },
    runsOnlyListed: true,
    sections: noSections,
    tables: ['prisma'],
    isApplied: (question) => has(question, question.file.id),
  },
  {
    id: 'drizzle',
    name: 'Drizzle',
    list: (listing) => {
      const journal = drizzleJournal(listing);
      if (!journal) return undefined;
      const { entries, dialect } = journal;
      const files = entries
        .filter((entry) => listing.paths.includes(`${entry.tag}.sql`))
        .map(({ tag }) => ({ path: `${tag}.sql`, id: tag, name: tag.replace(/^\d+_/, ''), runs: true }));
      const problems = entries
        .filter((entry) => !listing.paths.includes(`${entry.tag}.sql`))
        .map(({ tag }) => ({
          path: 'meta/_journal.json',
          message: `The journal names ${tag}.sql, which is not there.`,
        }));
      return { files, problems, ...isFor(dialect, 'the journal') };
    },
    runsOnlyListed: true,
    sections: noSections,
    tables: ['drizzle'],
    isApplied: ({ file, applied, listing }) => {
      const when = drizzleJournal(listing)?.entries.find((entry) => entry.tag === file.id)?.when;
      if (when === undefined) return undefined;
      return applied.entries.some((entry) => Number(entry.id) >= when);
    },
  },
  {
    id: 'sqitch',
    name: 'Sqitch',
    list: (listing) => {
      const plan = listing.read('sqitch.plan');
      if (plan === undefined) return undefined;
      const files: MigrationFile[] = [];
      const there = new Set(listing.paths);
      for (const { name, paths } of sqitchChanges(plan)) {
        const script = paths.find((path) => there.has(`deploy/${path}.sql`)) ?? paths[0]!;
        for (const folder of ['deploy', 'revert', 'verify'] as const) {
          const path = `${folder}/${script}.sql`;
          if (there.has(path)) files.push({ path, id: name, name: script, runs: folder === 'deploy' });
        }
      }
      return { files };
    },
    runsOnlyListed: true,
    sections: noSections,
    tables: ['sqitch'],
    isApplied: (question) => has(question, question.file.id),
  },
  {
    id: 'diesel',
    name: 'Diesel',
    byNameOnly: true,
    list: ({ paths }, forced) => {
      const files = versioned(paths, upFolder, byDieselVersion, isWayBack);
      const dieselLike = files.some((file) => /^\d{4}-\d{2}-\d{2}-\d+$|^0{5,}/.test(file.id)) || forced;
      return dieselLike && !files.some((file) => /^\d{13}$/.test(file.id)) ? { files } : undefined;
    },
    runsOnlyListed: true,
    sections: besideMetadata,
    tables: ['diesel'],
    isApplied: (question) => has(question, question.file.id.replaceAll('-', ''), question.file.id),
  },
  {
    id: 'hasura',
    name: 'Hasura',
    byNameOnly: true,
    list: ({ paths }) => {
      const files = versioned(paths, upFolder, byNumber, isWayBack);
      return files.length > 0 ? { files, problems: duplicates(files) ?? [] } : undefined;
    },
    runsOnlyListed: true,
    sections: noSections,
    tables: ['hasura', 'diesel'],
    isApplied: hasVersion,
  },
  {
    id: 'atlas',
    name: 'Atlas',
    list: (listing) => {
      if (!listing.paths.includes('atlas.sum') || listing.paths.some((path) => reversible.test(path))) return undefined;
      return { files: versioned(topLevel(listing), /^(?<version>[^_./]+)(?:_(?<name>.+))?\.sql$/, byPath, isWayBack) };
    },
    sections: atlasSections,
    tables: ['atlas'],
    isApplied: (question) => has(question, question.file.id),
  },
  {
    id: 'liquibase',
    name: 'Liquibase formatted SQL',
    list: (listing, forced) => {
      const paths = listing.paths.filter(isSql);
      const isFormatted = (path: string): boolean =>
        /^[ \t]*--\s*liquibase formatted sql/i.test(listing.read(path) ?? '');
      // A folder high up may hold thousands of files that are others'.
      if (!forced && !paths.slice(0, 20).some(isFormatted)) return undefined;
      const formatted = paths.filter(isFormatted);
      if (formatted.length === 0 || (!forced && formatted.length * 2 < paths.length)) return undefined;
      return { files: versioned(formatted, /^(?<version>(?<name>.+))\.sql$/, byNature) };
    },
    sections: changesets,
    tables: ['liquibase'],
    isApplied: ({ applied, text }) => {
      const sets = [...text.matchAll(/^[ \t]*--\s*changeset\s+([^\s:]+):(\S+)/gim)];
      if (sets.length === 0) return undefined;
      return sets.every((set) =>
        applied.entries.some((entry) => !entry.failed && entry.id === set[2] && entry.name?.endsWith(`::${set[1]}`)),
      );
    },
  },
  {
    id: 'pop',
    name: 'Pop',
    list: (listing, forced) => {
      const files = popFiles(listing.paths);
      return files.length > 0 &&
        (forced || files.some((file) => /\.(postgres|cockroach|mysql|sqlite3?)\./.test(file.path)))
        ? { files }
        : undefined;
    },
    runsOnlyListed: true,
    sections: autocommitted,
    tables: ['pop', 'dbmate', 'rails'],
    isApplied: hasVersion,
  },
  {
    id: 'goose',
    name: 'goose',
    list: (listing, forced) => {
      const files = versioned(topLevel(listing), /^(?<version>\d+)_(?<name>.+)\.sql$/, byNumber);
      const paths = files.map((file) => file.path);
      if (!forced && !anySays(listing, paths, /^[ \t]*--\s*\+goose\s+(up|down)/im)) return undefined;
      return { files, problems: duplicates(files) ?? [] };
    },
    sections: annotated('goose'),
    tables: ['goose'],
    isApplied: hasVersion,
  },
  {
    id: 'sql-migrate',
    name: 'sql-migrate',
    list: (listing, forced) => {
      const files = versioned(topLevel(listing), /^(?<version>(?<name>.+))\.sql$/, byNature);
      const paths = files.map((file) => file.path);
      return forced || anySays(listing, paths, /^[ \t]*--\s*\+migrate\s+(up|down)/im) ? { files } : undefined;
    },
    sections: annotated('migrate'),
    tables: ['sql-migrate'],
    isApplied: (question) => has(question, baseName(question.file.path)),
  },
  {
    id: 'dbmate',
    name: 'dbmate',
    list: (listing, forced) => {
      const files = versioned(topLevel(listing), /^(?<version>\d+)_?(?<name>.*)\.sql$/, byPath);
      const paths = files.map((file) => file.path);
      if (!forced && !anySays(listing, paths, /^[ \t]*--\s*migrate:(up|down)/im)) return undefined;
      return { files, problems: duplicates(files) ?? [] };
    },
    sections: upAndDown(/^[ \t]*--\s*migrate:up\b/, /^[ \t]*--\s*migrate:down\b/, /transaction:\s*false/i),
    tables: ['dbmate', 'rails'],
    isApplied: hasVersion,
  },
  {
    id: 'node-pg-migrate',
    name: 'node-pg-migrate',
    list: (listing, forced) => {
      const files = versioned(topLevel(listing), /^(?<version>(?<name>\d+[-_].+))\.sql$/, byNature, isWayBack);
      const paths = files.map((file) => file.path);
      return forced || anySays(listing, paths, /^[ \t]*--[ \t-]*up\s+migration/im) ? { files } : undefined;
    },
    sections: upAndDown(/^[ \t]*--[ \t-]*up\s+migration/, /^[ \t]*--[\s-]*down\s+migration/),
    tables: ['node-pg-migrate'],
    isApplied: (question) => has(question, question.file.id, baseName(question.file.path)),
  },
  {
    id: 'tern',
    name: 'tern',
    list: (listing, forced) => {
      const files = versioned(topLevel(listing), /^(?<version>\d+)_(?<name>.+)\.sql$/, byNumber);
      const paths = files.map((file) => file.path);
      return forced || anySays(listing, paths, /^---- create above \/ drop below ----/m) ? { files } : undefined;
    },
    sections: above(/^---- create above \/ drop below ----/, /^---- tern: disable-tx ----/m),
    tables: ['tern'],
    isApplied: upToVersion,
  },
  {
    id: 'flyway',
    name: 'Flyway',
    list: ({ paths }) => {
      const files = flywayFiles(paths.filter(isSql));
      return files.some((file) => file.runs) ? { files, problems: duplicates(files, flywayVersion) ?? [] } : undefined;
    },
    sections: noSections,
    tables: ['flyway'],
    isApplied: ({ file, applied }) => {
      if (applied.entries.some((entry) => entry.name?.endsWith(baseName(file.path)) && !entry.failed)) return true;
      const version = flywayVersion(file);
      if (file.id.startsWith('R')) return false;
      return applied.entries.some(
        (entry) =>
          !entry.failed &&
          (entry.name?.startsWith('<<') ? compareNatural(version, entry.id) <= 0 : dotted(entry.id) === version),
      );
    },
  },
  {
    id: 'golang-migrate',
    name: 'golang-migrate',
    byNameOnly: true,
    list: (listing) => {
      const files = versioned(topLevel(listing), reversible, byNumber, isWayBack);
      return files.length > 0 ? { files, problems: duplicates(files) ?? [] } : undefined;
    },
    sections: withoutTransaction(/^-- no-transaction\b.*$/m),
    tables: ['golang-migrate', 'sqlx'],
    isApplied: upToVersion,
  },
  {
    id: 'supabase',
    name: 'Supabase',
    byNameOnly: true,
    list: (listing, forced) => {
      if (!forced && !/(^|\/)supabase\/migrations$/.test(listing.folder)) return undefined;
      const files = versioned(topLevel(listing), /^(?<version>\d+)_(?<name>.*)\.sql$/, byPath);
      return { files, problems: duplicates(files) ?? [] };
    },
    sections: noSections,
    tables: ['supabase'],
    isApplied: hasVersion,
  },
  {
    id: 'sqlx',
    name: 'sqlx',
    byNameOnly: true,
    list: (listing, forced) => {
      if (!forced) return undefined;
      return {
        files: versioned(
          topLevel(listing),
          /^(?<version>\d+)_(?<name>.+?)(?:\.(?:up|down))?\.sql$/,
          byNumber,
          isWayBack,
        ),
      };
    },
    sections: withoutTransaction(/^-- no-transaction\b.*$/m),
    tables: ['sqlx'],
    isApplied: hasVersion,
  },
  {
    id: 'rails',
    name: 'Rails structure.sql',
    list: (listing, forced) => {
      const paths = topLevel(listing).filter((path) => /^(\w+_)?structure\.sql$/.test(path));
      const isDump =
        forced ||
        /(^|\/)db$/.test(listing.folder) ||
        anySays(listing, paths, /PostgreSQL database dump|INSERT INTO "?schema_migrations/);
      return paths.length === 1 && isDump
        ? { files: [{ path: paths[0]!, id: 'structure', name: paths[0]!, runs: true }] }
        : undefined;
    },
    sections: noSections,
    tables: ['rails', 'dbmate'],
    isApplied: () => true,
  },
  {
    id: 'plain',
    name: 'numbered files',
    byNameOnly: true,
    list: (listing, forced) => plainFiles(listing, forced),
    sections: withoutTransaction(/^-- no-transaction\b.*$/m),
    tables: ['supabase', 'sqlx', 'dbmate', 'rails', 'goose', 'node-pg-migrate', 'atlas', 'tern'],
    isApplied: (question) => {
      const own = (id: string): boolean =>
        question.listed.files.some((file) => plainNumber(file.id) === plainNumber(id) || baseName(file.path) === id);
      if (!question.applied.entries.some((entry) => own(entry.id))) return undefined;
      return upToVersion(question) || has(question, baseName(question.file.path), question.file.name);
    },
  },
];
