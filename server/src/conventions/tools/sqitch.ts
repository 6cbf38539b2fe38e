import type { MigrationFile } from '../convention';
import { hasId } from '../has-run';
import type { Tool } from '../tool';
import { noSections } from '../tool-sections';

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
  sends: { unit: 'statement' },
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
