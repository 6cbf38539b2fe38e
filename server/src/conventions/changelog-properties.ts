/** What Liquibase puts in the place of `${name}`: the properties of its changelogs. */
export interface ChangelogProperty {
  readonly name: string;
  readonly value: string;
  /** False: only where a context or a label is asked for that it names. */
  readonly always: boolean;
  /** For the changelog alone, and those that it includes. */
  readonly isLocal: boolean;
}
/** `postgresql, h2`, `!oracle`, as the attribute `dbms` has it. */
export function runsOnPostgres(dbms: string): boolean {
  const names = dbms
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  if (names.includes('!postgresql')) return false;
  return names.includes('postgresql') || names.includes('all') || names.every((name) => name.startsWith('!'));
}
type ElementValues = ReadonlyMap<string, string>;

/** None where it is another database's. */
export function propertyOf(values: ElementValues, name = values.get('name'), value = values.get('value')) {
  const dbms = values.get('dbms')?.trim();
  if (name === undefined || value === undefined || (dbms && !runsOnPostgres(dbms))) return [];
  const always = !['context', 'contextFilter', 'labels'].some((word) => (values.get(word) ?? '').trim() !== '');
  return [{ name: name.trim(), value, always, isLocal: values.get('global')?.trim().toLowerCase() === 'false' }];
}
/** Of a file of properties that an element names; without one, of `--property name:a value:b dbms:postgresql` in SQL. */
export function propertiesIn(text: string, of?: ElementValues): readonly ChangelogProperty[] {
  if (of)
    return [...text.matchAll(/^[ \t]*([^#!\s=:][^\s=:]*)[ \t]*[=:][ \t]*(.*?)[ \t]*\r?$/gm)].flatMap(
      ([, name, value]) => propertyOf(of, name, value),
    );
  return [...text.matchAll(/^[ \t]*--[ \t]*property[ \t]+(.*)$/gim)].flatMap(([, line = '']) => {
    const said = line.matchAll(/(\w+):[ \t]*(?:"([^"]*)"|(\S+))/g);
    return propertyOf(new Map([...said].map(([, key = '', quoted, plain]) => [key, quoted ?? plain ?? ''])));
  });
}

type Values = readonly (readonly [name: string, value: string])[];
/** Those that have been read, in the order in which Liquibase reads them. */
export class PropertiesSoFar {
  readonly #global: ChangelogProperty[] = [];
  readonly #local = new Map<string, ChangelogProperty[]>();
  readonly #known = new Map<string, Values>();

  add(property: ChangelogProperty, changelog: string): void {
    this.#known.clear();
    if (!property.isLocal) this.#global.push(property);
    // Of those of one changelog the last counts, of the others the first.
    else this.#local.set(changelog, [property, ...(this.#local.get(changelog) ?? [])]);
  }
  /** `above`: the changelog that names the file and those that lead to it, innermost first. */
  valuesFor(above: readonly string[]): Values {
    const own = above.filter((changelog) => this.#local.has(changelog));
    const key = own.join('\n');
    const known = this.#known.get(key);
    if (known) return known;
    const all = [...this.#global, ...own.flatMap((changelog) => this.#local.get(changelog)!)];
    const values = filledIn(decided(all));
    this.#known.set(key, values);
    return values;
  }
}
/** A name is not known where contexts choose between two values. */
function decided(all: readonly ChangelogProperty[]): ReadonlyMap<string, string> {
  const values = new Map<string, Set<string>>();
  const done = new Set<string>();
  for (const { name, value, always } of all) {
    if (done.has(name)) continue;
    values.set(name, (values.get(name) ?? new Set()).add(value));
    if (always) done.add(name);
  }
  return new Map([...values].flatMap(([name, [one, ...more]]) => (more.length > 0 ? [] : [[name, one!] as const])));
}
/** Values that hold `${other}`, with what that stands for. */
function filledIn(values: ReadonlyMap<string, string>): Values {
  const fill = (value: string, depth: number): string =>
    value.replace(/\$\{\s*([^{}]*?)\s*\}/g, (mark, name) => {
      const inner = depth > 0 ? values.get(name) : undefined;
      return inner === undefined ? mark : fill(inner, depth - 1);
    });
  return [...values].flatMap(([name, value]) => {
    const whole = fill(value, 8);
    return whole.includes('${') ? [] : [[name, whole] as const];
  });
}
