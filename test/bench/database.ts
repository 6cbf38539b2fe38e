/** Reading and printing a large schema, beside pg_dump on the same database in the same run. */
import { execFileSync } from 'node:child_process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { printSchema, printTables } from '../../server/src/generate/print';
import { defaultStyle } from '../../server/src/generate/style';
import { startServer, type TestDatabase } from '../support/postgres';
import { ownPgDump } from '../support/postgres-binaries';
import { benchLargeDev } from './large-dev';
import { build, read } from './large-schema';
import { benchPlan } from './plan';
import { type Bench, ms, type Row, row, time } from './report';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
/** What the process has of the machine's memory, its garbage given back as far as it does that. */
function residentBytes(): number {
  collect();
  return process.memoryUsage.rss();
}

export async function benchDatabase(sizes: readonly number[]): Promise<Bench> {
  const dump = ownPgDump();
  if (!dump) return { rows: [], notRun: ['introspection: no pg_dump on this machine to measure beside'] };
  const server = await startServer(dump.major);
  const rows: Row[] = [];
  try {
    let perTable: number | undefined;
    for (const tables of sizes) {
      const database = await server.createDatabase();
      await build(database, tables);
      const measured = await benchSize(database, tables, dump.path, perTable);
      perTable ??= measured.perTable;
      rows.push(...measured.rows);
      if (tables > 5000) rows.push(...(await benchLargeDev(database.url, `${tables} tables × 20 columns`)));
      await database.close();
      if (tables === 2000) rows.push(await benchPlan(server, database.name, tables));
    }
  } finally {
    await server.stop();
  }
  return { rows, notRun: [] };
}

async function benchSize(database: TestDatabase, tables: number, pgDump: string, perTable: number | undefined) {
  const runs = tables > 5000 ? 1 : 5;
  const options = { maxBuffer: 1 << 30 };
  const before = residentBytes();
  const dev = await read(database);
  const held = (residentBytes() - before) / 2 ** 20;
  const taken = await time(runs, {
    dumping: () => execFileSync(pgDump, ['-s', database.url], options),
    reading: () => read(database),
    printing: async () => printSchema({ schema: (await read(database)).schema, style: defaultStyle }),
  });
  const context = { schema: dev.schema, style: defaultStyle };
  const { one } = await time(50, { one: () => printTables([{ schema: 'public', name: 't7' }], context) });
  const others = `pg_dump -s ${ms(taken.dumping)}`;
  const size = `${tables} tables × 20 columns`;
  const against = (what: string, own: number, limit: number) =>
    row(`${what}, ${size}`, ms(own), {
      others,
      ratio: own / taken.dumping,
      target: `≤ ${limit}`,
      met: own <= limit * taken.dumping,
    });
  const rows = [
    against('read everything', taken.reading, 0.5),
    against('read and print everything', taken.printing, 1),
    row(`one table's exact SQL, ${size}`, ms(one), { target: '< 5 ms', met: one < 5 }),
    row(
      `resident memory that reading adds, ${size}`,
      `${held.toFixed(0)} MB`,
      tables === 2000 ? { target: '< 150 MB', met: held < 150 } : {},
    ),
  ];
  if (perTable !== undefined) {
    const growth = taken.reading / tables / perTable;
    rows.push(
      row(`reading, per table, to the smaller schema, ${size}`, ms(taken.reading), {
        ratio: growth,
        target: '≤ 1.5',
        met: growth <= 1.5,
      }),
    );
  }
  return { rows, perTable: taken.reading / tables };
}
