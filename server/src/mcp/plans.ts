/** The script from one schema to another. */

import { existsSync } from 'node:fs';
import { readSource } from '../cli/diff';
import { planInJson, planInWords } from '../cli/diff-report';
import { isConnectionUrl, isKeywordText, otherScheme } from '../dev/connect/connection-text';
import { revisionOf } from '../host/git-revision';
import type { DevSchema } from '../model/dev';
import { plan } from '../plan/plan';
import { withRenames } from '../plan/rename';
import { asOnServerOf } from '../verify/between-servers';
import { provePlan } from '../verify/prove-plan';
import { joinPath, relativeTo } from '../workspace/files';
import { type Answer, ToolError } from './answer';
import type { Project } from './project';

interface PlanInput {
  readonly from: string;
  readonly to: string;
  readonly renames: readonly string[];
  readonly online: boolean;
  readonly prove: boolean;
}

const whatIsPlanned = 'dev, target, a snapshot, an SQL file or a folder of the project, or REV:PATH.';

/** `dev`, `target`, or what lies in the project: databases are chosen by the person alone. */
async function readSchema(project: Project, written: string): Promise<DevSchema> {
  if (written === 'dev') return project.dev();
  const { root } = await project.session();
  if (written === 'target') {
    const target = await project.target();
    if (target) return target.dev;
    throw new ToolError(
      'There is no target. Ask the person to set one (--target, or the setting target), or name a file.',
    );
  }
  const isDatabase = isConnectionUrl(written) || isKeywordText(written) || otherScheme(written) !== undefined;
  const isRevision = revisionOf(root, written) !== undefined;
  const inside = isRevision || relativeTo(root, joinPath(root, written)) !== undefined;
  if (isDatabase || !inside || written.includes('${env:'))
    throw new ToolError(`${isDatabase ? 'That' : written} is not looked at: name ${whatIsPlanned}`);
  if (!isRevision && !existsSync(joinPath(root, written)))
    throw new ToolError(`There is no ${written} in the project ${root}: name ${whatIsPlanned}`);
  return readSource({ ...project.terminal, cwd: root }, written, { workspace: root });
}

export async function planMigration(
  project: Project,
  { from, to, renames, online, prove }: PlanInput,
): Promise<Answer> {
  const [first, second] = [await readSchema(project, from), await readSchema(project, to)];
  const start = withRenames(first.schema, renames);
  const { signal } = project.terminal;
  const end = await asOnServerOf(start.schema, second.schema, { signal });
  const made = plan(start.schema, end, { online, first: start.steps });
  const proof = prove ? await provePlan(first.schema, end, made, { signal }) : undefined;
  const shown = { from: first.label, to: second.label, safe: false, ...(proof && { proof }) };
  const open = made.notKnown.map((reason) => `Not known: ${reason}`);
  return {
    text: [planInWords(made, shown), ...open].join('\n'),
    facts: JSON.parse(planInJson(made, shown)) as Record<string, unknown>,
    narrower: 'Plan from and to folders or snapshots that hold less.',
  };
}
