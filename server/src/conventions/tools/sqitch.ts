import type { FolderListing, MigrationFile } from '../convention';
import { hasId } from '../has-run';
import type { Tool } from '../tool';
import { noSections } from '../tool-sections';
import type { MigrationRequest, NewFile } from '../writing';

export const sqitch: Tool = {
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
  // A psql for each change.
  sends: { unit: 'statement', sessions: true },
  writing: {
    undo: ['sqitch', 'revert', '--to', '@HEAD^'],
    path: ({ name, files }) => `deploy/${unusedName(name, files)}.sql`,
    form: ({ path, listing }) => ({
      up: `-- Deploy ${projectOf(listing)}${changeName(path)} to pg`,
      around: ['BEGIN;', 'COMMIT;'],
    }),
    downPath: (path) => path.replace(/^deploy\//, 'revert/'),
    beside: (asked) => [planWith(asked)],
  },
  tables: [
    {
      table: 'changes',
      schema: 'sqitch',
      columns: ['change_id', 'change', 'project', 'committed_at', 'planned_at'],
      row: { id: 'change', name: 'project', checksum: 'change_id' },
      rest: 'ORDER BY committed_at, planned_at',
    },
  ],
  isApplied: hasId,
  watch: ['sqitch.plan'],
};

/**
 * Changes in plan order, with what their scripts may be called. The earlier script of one that is reworked is named after
 * a tag between the two, `name@tag`: the first that is there.
 */
function sqitchChanges(plan: string): { name: string; paths: readonly string[] }[] {
  const changes: { name: string; paths: readonly string[]; tags: string[]; reworked: boolean }[] = [];
  for (const line of plan.split(/\r?\n/)) {
    const tag = /^\s*(@[^\s#]+)/.exec(line)?.[1];
    if (tag !== undefined) {
      for (const change of changes) if (!change.reworked) change.tags.push(tag);
      continue;
    }
    const name = /^\s*\+?\s*([^\s#%@:[-][^\s@:[]*)/.exec(line)?.[1];
    if (name === undefined || line.trim() === '') continue;
    const earlier = changes.find((change) => change.name === name && !change.reworked);
    if (earlier) {
      earlier.reworked = true;
      if (earlier.tags.length > 0) earlier.paths = earlier.tags.map((each) => `${name}${each}`);
    }
    changes.push({ name, paths: [name], tags: [], reworked: false });
  }
  return changes;
}

const changeName = (path: string): string => path.replace(/^deploy\/|\.sql$/g, '');
const projectOf = ({ read }: FolderListing): string => {
  const name = /^%project=(\S+)/m.exec(read('sqitch.plan') ?? '')?.[1];
  return name === undefined ? '' : `${name}:`;
};
/** A plan names each change once. */
function unusedName(name: string, files: readonly MigrationFile[]): string {
  const used = new Set(files.map(({ id }) => id));
  let free = name;
  for (let at = 2; used.has(free); at++) free = `${name}_${at}`;
  return free;
}
/** The plan with one more change, by whoever planned the last. */
function planWith({ path, listing, now }: MigrationRequest & { readonly path: string }): NewFile {
  const plan = (listing.read('sqitch.plan') ?? '').trimEnd();
  const planner =
    [...plan.matchAll(/^[^%@\s][^\n]*?\d\dZ ([^<\n]*<[^>\n]*>)/gm)].at(-1)?.[1] ?? 'nobody <nobody@localhost>';
  const time = `${now.toISOString().slice(0, 19)}Z`;
  return { path: 'sqitch.plan', text: `${plan}\n${changeName(path)} ${time} ${planner} # from dev\n` };
}
