/** Which files of the project folders are known. */
import { expect, it } from 'vitest';
import { loadParser } from '../../server/src/sql/parse';
import { Trees } from '../../server/src/workspace/tree';

it('are all of a folder of which a file was opened before the folders were told', async () => {
  await loadParser();
  const trees = new Trees(
    {
      list: async (_folder, { depth } = {}) => (depth === 1 ? ['a.sql'] : ['a.sql', 'db/001_a.sql', 'db/002_b.sql']),
      read: () => 'SELECT 1;',
    },
    () => undefined,
  );
  const early = trees.load('/w/a.sql');
  trees.configure(['/w'], { folders: [], tool: undefined });
  await early;
  expect((await trees.histories()).map(({ folder }) => folder)).toEqual(['/w/db']);
  trees.configure([], { folders: [], tool: undefined });
  trees.configure(['/w'], { folders: [], tool: undefined });
  expect((await trees.histories()).map(({ folder }) => folder)).toEqual(['/w/db']);
});
