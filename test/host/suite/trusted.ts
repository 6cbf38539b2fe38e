/** The main job on the example workspace, in VS Code, with the packaged extension. */
import { runCases } from './harness';
import { devCases } from './trusted-dev';
import { findingCases } from './trusted-findings';
import { writtenCases } from './trusted-written';

export const run = () => runCases([...findingCases, ...writtenCases, ...devCases]);
