/** What was measured, as rows of a table; ratios travel between machines, times do not. */
export interface Row {
  readonly what: string;
  readonly ours: string;
  /** Who it is measured against, and what they took. */
  readonly others: string;
  /** Ours to the other's, or to the limit that is set for it. */
  readonly ratio: string;
  readonly target: string;
  /** Undefined: there is no target. */
  readonly met: boolean | undefined;
}
export interface Bench {
  readonly rows: readonly Row[];
  /** What was left out, and why. */
  readonly notRun: readonly string[];
}

export function row(
  what: string,
  ours: string,
  options: { others?: string; ratio?: number; target?: string; met?: boolean } = {},
): Row {
  return {
    what,
    ours,
    others: options.others ?? '–',
    ratio: options.ratio === undefined ? '–' : options.ratio.toFixed(2),
    target: options.target ?? '–',
    met: options.met,
  };
}
export function table(rows: readonly Row[]): string {
  const heads = ['what', 'DevSchema', 'others', 'ratio', 'target', 'met'];
  const cells = rows.map((one) => [one.what, one.ours, one.others, one.ratio, one.target, shownMet(one.met)]);
  const widths = heads.map((head, at) => Math.max(head.length, ...cells.map((line) => line[at]!.length)));
  const line = (parts: readonly string[]) => `| ${parts.map((part, at) => part.padEnd(widths[at]!)).join(' | ')} |`;
  return [line(heads), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n');
}
function shownMet(met: boolean | undefined): string {
  return met === undefined ? '' : met ? 'yes' : 'NO';
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}
export function ms(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}
/**
 * The best of several runs of each, in milliseconds: what the work itself takes, whatever else the machine does. They
 * take turns, so that none has the quiet minutes to itself.
 */
export async function time<K extends string>(
  runs: number,
  work: Readonly<Record<K, () => unknown>>,
): Promise<Record<K, number>> {
  const names = Object.keys(work) as K[];
  const best = Object.fromEntries(names.map((name) => [name, Number.POSITIVE_INFINITY])) as Record<K, number>;
  for (let run = 0; run < runs; run++) {
    for (const name of names) {
      const start = performance.now();
      await work[name]();
      best[name] = Math.min(best[name], performance.now() - start);
    }
  }
  return best;
}
/** What this process has taken of the processors so far: unlike the clock it says the same however busy the machine is. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
