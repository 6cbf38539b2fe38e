/** One difference at a time is planted in the database: it must be found, by the right rule, where the file set it. */
import { compareSchemas } from '../../server/src/compare/diff';
import type { DevSchema } from '../../server/src/model/dev';
import type { Schema } from '../../server/src/model/schema';
import { catalogue } from '../../server/src/rules';
import { check } from '../../server/src/rules/check';
import type { Finding } from '../../server/src/rules/rule';
import { defaultSettings } from '../../server/src/settings';
import type { TestDatabase } from '../support/postgres';
import { type Plant, plantsFor } from './plants';
import { Random } from './random';
import type { CorpusHistory } from './read';
import type { Running } from './running';
import { observedFold } from './told';

export interface Recall {
  readonly planted: number;
  readonly found: number;
  readonly missed: readonly string[];
  /** By running; undefined where that did not come to its end. */
  readonly foundByRunning: number | undefined;
  readonly missedByRunning: readonly string[];
}
/** Every rule on: comments are off unless a person asks for them. */
const rules = {
  ...defaultSettings.rules,
  ...Object.fromEntries(catalogue.filter((rule) => rule.enabled === false).map((rule) => [rule.code, rule.severity])),
};

export async function measureRecall(
  database: TestDatabase,
  history: CorpusHistory,
  schema: Schema,
  read: () => Promise<Schema>,
  count: number,
  running: Pick<Running, 'finds'>,
): Promise<Recall> {
  const clean = new Set((await findingsOn(history, schema)).map(identity));
  const missed: string[] = [];
  const missedByRunning: string[] = [];
  let planted = 0;
  for (const plant of plantsFor(schema, new Random(4), count * 2)) {
    if (planted >= count) break;
    const there = await plantedSchema(database, plant, read);
    if (!there) continue;
    planted++;
    const fresh = (await findingsOn(history, there)).filter((finding) => !clean.has(identity(finding)));
    const problem = judge(plant, fresh, history);
    if (problem !== undefined) missed.push(`${plant.what}: ${problem}`);
    if (running.finds(there) === false) missedByRunning.push(plant.what);
  }
  const isRun = running.finds(schema) !== undefined;
  const foundByRunning = isRun ? planted - missedByRunning.length : undefined;
  return { planted, found: planted - missed.length, missed, foundByRunning, missedByRunning };
}
/** Undefined where PostgreSQL refuses the plant. */
async function plantedSchema(
  database: TestDatabase,
  plant: Plant,
  read: () => Promise<Schema>,
): Promise<Schema | undefined> {
  await database.exec('BEGIN');
  try {
    await database.exec(plant.sql);
    return await read();
  } catch {
    return undefined;
  } finally {
    await database.exec('ROLLBACK');
  }
}

type Found = Finding & { readonly uri: string };
const identity = ({ uri, code, message, statement }: Found): string => `${uri}\0${code}\0${statement}\0${message}`;
async function findingsOn({ convention, documents }: CorpusHistory, schema: Schema): Promise<Found[]> {
  const applied = [{ tool: convention.id, table: 'tool', entries: [] }];
  const dev: DevSchema = { schema, readAt: 0, label: 'dev', fingerprint: '', applied };
  const history = await observedFold({ convention: { ...convention, isApplied: () => true }, files: documents, dev });
  const uris = new Set(compareSchemas(history.end, schema).differences.map(({ origin }) => origin.uri));
  return [...uris].flatMap((uri) => {
    const { findings } = check({ history, uri, dev, settings: { rules, style: defaultSettings.style } });
    return findings.map((finding) => ({ ...finding, uri }));
  });
}
function judge(plant: Plant, fresh: readonly Found[], { documents }: CorpusHistory): string | undefined {
  if (fresh.length === 0) return 'not found';
  const right = fresh.filter(({ code }) => plant.codes.includes(code));
  if (right.length === 0) return `found as ${[...new Set(fresh.map(({ code }) => code))].join(', ')}`;
  const isPlaced = right.some(({ uri, statement }) => {
    const text = documents.find((document) => document.uri === uri)?.statements[statement ?? -1]?.parsed.text ?? '';
    return plant.names.some((name) => text.toLowerCase().includes(name.toLowerCase())) || text.includes('LIKE');
  });
  return isPlaced ? undefined : `placed at ${right.map(({ uri }) => uri.split('/').at(-1)).join(', ')}`;
}
