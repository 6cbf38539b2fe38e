import { describe, expect, it } from 'vitest';
import { parseCommand, UsageError } from '../../server/src/cli/arguments';
import { commandNames, wordsOf } from '../../server/src/cli/commands';
import { helpOf } from '../../server/src/cli/help';
import { parseJsonc } from '../../server/src/host/jsonc';

describe('the command line', () => {
  it('reads each command with its options', () => {
    expect(parseCommand(['check', 'a.sql', 'b', '--dev', 'x.sql', '--format', 'json'])).toEqual({
      command: 'check',
      paths: ['a.sql', 'b'],
      dev: 'x.sql',
      format: 'json',
    });
    expect(parseCommand(['verify', 'a.sql', '--allow-host', 'a', '--allow-host=b'])).toMatchObject({
      allowHosts: ['a', 'b'],
    });
    expect(parseCommand(['generate', '--all', '--with-dependencies'])).toEqual({
      command: 'generate',
      tables: [],
      dependencies: true,
    });
    expect(parseCommand(['snapshot', '--out=s.json'])).toEqual({ command: 'snapshot', out: 's.json' });
    expect(parseCommand(['verify', 'a.sql'])).toMatchObject({ command: 'verify', format: 'human' });
    expect(parseCommand(['verify', 'db', '--target', 'prod.json', '--format', 'markdown'])).toEqual({
      command: 'verify',
      paths: ['db'],
      format: 'markdown',
      target: 'prod.json',
    });
    expect(parseCommand(['verify', 'db', '--down'])).toMatchObject({ down: true });
    expect(parseCommand(['rollback', 'a.sql', '--write'])).toEqual({ command: 'rollback', path: 'a.sql', write: true });
    expect(parseCommand(['diff', '--from', 'a', '--to', 'b', '--output', 'm'])).toMatchObject({
      output: 'm',
      name: 'migration',
    });
    expect(parseCommand(['check', '--help'])).toEqual({ command: 'help', of: 'check' });
    expect(parseCommand(['check', '--since', 'main'])).toEqual({
      command: 'check',
      format: 'human',
      since: 'main',
    });
    expect(parseCommand(['completions', 'zsh'])).toEqual({ command: 'completions', shell: 'zsh' });
    expect(parseCommand(['help'])).toEqual({ command: 'help' });
    expect(parseCommand(['help', 'check'])).toEqual({ command: 'help', of: 'check' });
    expect(parseCommand(['check', '-'])).toMatchObject({ paths: ['-'] });
    expect(parseCommand(['--version'])).toEqual({ command: 'version' });
  });

  it.each([
    [[], 'no command given'],
    [['chekc', 'a.sql'], 'there is no command chekc. Did you mean check?'],
    [['frobnicate'], 'there is no command frobnicate, but check, verify, '],
    [['help', 'dif'], 'there is no command dif. Did you mean diff?'],
    [['check', ''], 'a path or name is empty'],
    [['check', 'a.sql', '--format', 'xml'], '--format is xml'],
    [['check', 'a.sql', '--out', 'x'], 'check takes no --out'],
    [['check', 'a.sql', '--target', 'x'], 'check takes no --target'],
    [['verify', 'a.sql', '--target', ''], '--target is empty'],
    [['check', 'a.sql', '--scratch', 'x'], 'check takes no --scratch'],
    [['check', 'a.sql', '--dve', 'x'], 'there is no option --dve. Did you mean --dev?'],
    [['check', 'a.sql', '-x'], 'there is no option --x'],
    [['check', 'a.sql', '--dev', ''], '--dev is empty'],
    [['check', '--since', ''], '--since is empty'],
    [['generate', 't', '--since', 'main'], 'generate takes no --since'],
    [['completions'], 'completions needs the name of a shell: bash, zsh, fish'],
    [['generate'], 'generate needs'],
    [['generate', 't', '--all'], 'generate needs'],
    [['snapshot'], 'snapshot needs --out'],
    [['diff', '--from', 'a.sql'], 'diff needs --from SOURCE and --to SOURCE'],
    [['diff', '--from', 'a', '--to', 'b', '--dev', 'c'], 'diff takes no --dev'],
    [['diff', '--from', 'a', '--to', 'b', '--rename', 'x'], '--rename is x: it is OLD=NEW'],
    [['diff', '--from', 'a', '--to', 'b', '--name', 'x'], '--name is of the files that --output writes'],
    [['diff', '--from', 'a', '--to', 'b', '--output', 'm', '--safe'], '--output takes no --safe'],
    [['rollback', 'a.sql', 'b.sql'], 'rollback needs one file'],
    [['check', 'a.sql', '--down'], 'check takes no --down'],
    [['diff', '--from', 'a', '--to', 'b', '--format', 'github'], '--format is github'],
  ])('refuses %j and says why', (argv, message) => {
    expect(() => parseCommand(argv)).toThrow(UsageError);
    expect(() => parseCommand(argv)).toThrow(message);
  });

  it('says of each command what it takes, and nothing else', () => {
    for (const name of commandNames) {
      const help = helpOf(name);
      expect([...help.matchAll(/^ {2}--([a-z-]+)/gm)].map(([, option]) => option)).toEqual([
        ...wordsOf(name).takes,
        'help',
      ]);
      expect(help).toContain('Exit status: ');
      expect(helpOf()).toContain(`devschema ${name}`);
    }
    expect(helpOf('check')).not.toContain('--scratch');
  });
  it('is shown in lines that a terminal of 100 columns holds', () => {
    for (const help of [helpOf(), ...commandNames.map(helpOf)])
      expect(help.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });
});

describe('a settings file', () => {
  it('may have comments and trailing commas, but not inside strings', () => {
    const text = '{ // a\n "a": "x // no, /* not */ either,}", /* b\n */ "b": [1, 2,],\n "c": "\\"//",\n}';
    expect(parseJsonc(text)).toEqual({ a: 'x // no, /* not */ either,}', b: [1, 2], c: '"//' });
  });
  it('is refused when it is no JSON', () => {
    expect(() => parseJsonc('{ "a": }')).toThrow(SyntaxError);
  });
});
