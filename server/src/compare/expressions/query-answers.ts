/**
 * What comparisons of two queries came to, kept with all that was asked of the schemas meanwhile: while the answers to that
 * are the same, so is what the comparison comes to. Most views of a schema are the same from one edit to the next.
 */
import { fingerprintOf } from '../../text/fingerprint';
import type { QualifiedName } from '../../text/names';
import { present } from '../../text/present';
import type { compareQueries, Equality, ExpressionContext } from './equivalence';
import type { QueryNames } from './query-names';

type NamesOfBoth = NonNullable<ExpressionContext['names']>;
/** Of one side: a relation's name, or null for whether something has been renamed; and what was said. */
type AskedName = readonly [side: keyof NamesOfBoth, schema: string | undefined, name: string | null, said: string];
interface QueryAnswer {
  /** Of the two texts. */
  readonly of: string;
  readonly asked: readonly AskedName[];
  readonly equality: Equality;
}

const KEPT_QUERIES = 20_000;
/** Of this process; and those of an earlier one that have not been met yet. */
const answers = new Map<string, QueryAnswer>();
let earlier: ReadonlyMap<string, QueryAnswer> = new Map();

/** What `compareQueries` says of the two texts, asked for again only where it may be another. */
export function answeredOnce(a: string, b: string, names: NamesOfBoth, compare: typeof compareQueries): Equality {
  if (names.a.own || names.b.own) return compare(a, b, names);
  const of = fingerprintOf([a, b, String(names.a.outputs), String(names.b.outputs)]);
  const known = [answers.get(of), earlier.get(of)].find((each) => each?.asked.every((one) => isStillSaid(one, names)));
  const answer = known ?? comparedAnew(of, names, (heard) => compare(a, b, heard));
  if (answers.size >= KEPT_QUERIES) answers.clear();
  answers.set(of, answer);
  return answer.equality;
}
function comparedAnew(of: string, names: NamesOfBoth, compare: (names: NamesOfBoth) => Equality): QueryAnswer {
  const asked: AskedName[] = [];
  const heard = (side: keyof NamesOfBoth): QueryNames => ({
    own: undefined,
    ...present({ outputs: names[side].outputs }),
    get isRenamed() {
      const { isRenamed } = names[side];
      asked.push([side, undefined, null, String(isRenamed)]);
      return isRenamed;
    },
    relation(name) {
      const found = names[side].relation(name);
      asked.push([side, name.schema, name.name, inShort(found)]);
      return found;
    },
  });
  const equality = compare({ a: heard('a'), b: heard('b') });
  return { of, asked, equality };
}
function isStillSaid([side, schema, name, said]: AskedName, { [side]: names }: NamesOfBoth): boolean {
  if (name === null) return String(names.isRenamed) === said;
  const asked: QualifiedName = schema === undefined ? { name } : { schema, name };
  return inShort(names.relation(asked)) === said;
}
const inShort = (relation: ReturnType<QueryNames['relation']>): string =>
  relation ? fingerprintOf([JSON.stringify(relation)]) : '';

/** For a later process. */
export const answersToKeep = (): readonly QueryAnswer[] => [...answers.values()];
/** Those of an earlier process. */
export function resumeAnswers(kept: readonly QueryAnswer[]): void {
  earlier = new Map(kept.map((each) => [each.of, each]));
}
