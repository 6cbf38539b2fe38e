import type { ComparedObject, DefinitionFact } from '../../compare/difference';
import { createPolicy, createTrigger } from '../../generate/behaviour';
import { createRoutine } from '../../generate/objects';
import type { PrintContext } from '../../generate/style';
import { chained, noun, t } from '../../text/l10n';
import { qualifiedKey } from '../../text/names';
import { removalFix } from '../fixes/repair';
import { afterwards, objectInWords, sentences } from '../message-words';
import { placeOf, printContext } from '../origin-places';
import type { Fix, Rule, RuleContext } from '../rule';

export const differentObject: Rule = {
  code: 'different-object',
  severity: 'warning',
  title: 'A function, trigger, policy, sequence, domain or composite type says something else in dev',
  documentation: `Dev has an object of this name that says something else: a function with another body, volatility or
\`SECURITY\`, a trigger for other events, a policy with another condition, a sequence with another increment, a domain or a
composite type over other types, a view with other columns or another query. Spelling is not compared: key words in another case, blanks and
comments in a body, clauses that say what PostgreSQL takes anyway. Conditions and queries count as different only where they
surely are; where that cannot be told, as of a view's query with \`*\`, the object is listed as *not known*.
SQL bodies that the server keeps parsed are compared by *verify* only, which also tells of other kinds of objects.`,
  examples: [
    {
      dev: `CREATE TABLE orders (id integer, changed timestamptz);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.changed := now();
  RETURN NEW;
END $$;
CREATE TRIGGER touch BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();`,
      file: `CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
--              ^^^^^ warning[different-object]: Function touch: SECURITY INVOKER in dev, SECURITY DEFINER here; the body is another one in dev from its line 3 on.
begin
  new.changed := clock_timestamp();
  return new;
end $$;
CREATE TRIGGER touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
--             ^^^^^ warning[different-object]: Trigger touch of orders: INSERT OR UPDATE in dev, UPDATE here.`,
    },
    {
      dev: `CREATE TABLE docs (id integer, owner name);
CREATE POLICY own ON docs FOR SELECT USING (owner = current_user);`,
      file: `CREATE POLICY own ON docs USING (owner = session_user);
--            ^^^ warning[different-object]: Policy own of docs: FOR SELECT in dev, FOR ALL here; USING (owner = current_user) in dev, USING (owner = session_user) here.`,
    },
  ],
  *check(context) {
    for (const difference of context.differences) {
      if (difference.what !== 'definition') continue;
      const { statement } = difference.origin;
      const range = placeOf(context, difference.origin);
      // What PostgreSQL refuses leaves dev's as it is, and is said.
      if (!range || context.conflicts.some((each) => each.statement === statement && each.kind === 'other')) continue;
      const facts = chained(difference.facts.map(factInWords), '; ');
      const word = difference.kind[0]!.toUpperCase() + difference.kind.slice(1);
      yield {
        message: sentences(t('{0}: {1}.', objectInWords(context, difference, word), facts), afterwards(context)),
        range,
        statement,
        fixes: fix(context, statement, difference),
      };
    }
  },
};
/** Longer ones are cut: a message is read at a glance. */
const SHOWN = 120;
function factInWords({ clause, dev, file, line }: DefinitionFact): string {
  if (line !== undefined) return t('the body is another one in dev from its line {0} on', line);
  const [there, here] = [dev, file].map((text) => (text === undefined ? t('no {0}', clause) : shortened(text)));
  return t('{0} in dev, {1} here', there!, here!);
}
function shortened(text: string): string {
  const plain = text.replace(/\s+/g, ' ');
  return plain.length > SHOWN ? `${plain.slice(0, SHOWN - 1)}…` : plain;
}

/** Where the statement makes this and nothing else, and dev has one of the name. What a person wrote goes: only who chooses it gets it. */
function fix(context: RuleContext, at: number, object: ComparedObject): Fix[] {
  const statement = context.document.statements[at];
  const [op, ...others] = statement?.parsed.ops ?? [];
  const print = printContext(context, statement);
  if (!statement || !op || !print || others.length > 0) return [];
  const made = devStatement(print, object)?.replace(/;\s*$/, '');
  const isMaker = op.op === 'create routine' || op.op === 'create trigger' || op.op === 'create policy';
  if (made === undefined || !isMaker) return [];
  const replaces = 'orReplace' in op && op.orReplace;
  const newText = made.replace(/^CREATE (OR REPLACE )?/, replaces ? 'CREATE OR REPLACE ' : 'CREATE ');
  return [removalFix(context, t("Replace with dev's {0}", noun(object.kind)), [{ range: statement.range, newText }])];
}
function devStatement(print: PrintContext, { kind, schema, name, on }: ComparedObject): string | undefined {
  const dev = print.schema;
  if (kind === 'function' || kind === 'procedure') {
    const [only, ...others] = dev.routines.get(qualifiedKey(schema, name)) ?? [];
    return only && others.length === 0 ? createRoutine(only, print)[0] : undefined;
  }
  const table = on === undefined ? undefined : dev.tables.get(qualifiedKey(schema, on));
  const trigger = kind === 'trigger' ? table?.triggers?.find((each) => each.name === name) : undefined;
  const policy = kind === 'policy' ? table?.policies?.find((each) => each.name === name) : undefined;
  if (!table) return undefined;
  return trigger ? createTrigger(table, trigger, print)[0] : policy && createPolicy(table, policy, print);
}
