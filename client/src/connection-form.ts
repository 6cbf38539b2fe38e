/** A PostgreSQL connection asked for field by field, each filled in with what is set, and one can go back. */
import { type InputBox, l10n, QuickInputButtons, window } from 'vscode';

interface Fields {
  readonly host: string;
  readonly port: string;
  readonly database: string;
  readonly user: string;
  readonly sslmode: string;
}
interface FieldStep {
  readonly field: keyof Fields;
  readonly prompt: string;
  readonly placeHolder: string;
  /** What is wrong with the text; undefined: it will do. */
  readonly wrong?: (text: string) => string | undefined;
}
const steps = (): readonly FieldStep[] => [
  {
    field: 'host',
    prompt: l10n.t('Host'),
    placeHolder: 'localhost',
    wrong: (text) => (/[\s/@?#]/.test(text) && !text.startsWith('/') ? l10n.t('A name or an address') : undefined),
  },
  {
    field: 'port',
    prompt: l10n.t('Port'),
    placeHolder: '5432',
    wrong: (text) =>
      text === '' || (/^\d{1,5}$/.test(text) && Number(text) < 65_536) ? undefined : l10n.t('A number up to 65535'),
  },
  { field: 'database', prompt: l10n.t('Database'), placeHolder: l10n.t('Empty: named as the user is') },
  { field: 'user', prompt: l10n.t('User'), placeHolder: l10n.t('Empty: as the operating system names you') },
];
/** What libpq knows, and what each means. */
const tlsModes = (): readonly { label: string; description: string }[] => [
  { label: 'prefer', description: l10n.t('TLS where the server has it') },
  { label: 'require', description: l10n.t('TLS always; the certificate is not verified') },
  { label: 'verify-full', description: l10n.t('TLS always; certificate and name are verified') },
  { label: 'verify-ca', description: l10n.t('TLS always; the certificate is verified') },
  { label: 'disable', description: l10n.t('No TLS') },
];

/** A URL without a password; undefined: the person went back from the first. `set`: what is edited. */
export async function askFields(set: unknown): Promise<string | undefined> {
  const fields: { -readonly [K in keyof Fields]: string } = fieldsOf(set);
  const all = steps();
  for (let at = 0; at <= all.length; ) {
    const step = all[at];
    const answer = step
      ? await askText(step, fields[step.field], at + 1, all.length + 1)
      : await askTls(fields.sslmode, all.length + 1);
    if (answer === undefined) return undefined;
    if (answer === QuickInputButtons.Back) at--;
    else fields[all[at++]?.field ?? 'sslmode'] = answer as string;
  }
  return urlOf(fields);
}

type FieldAnswer = string | typeof QuickInputButtons.Back | undefined;
function askText(
  { prompt, placeHolder, wrong }: FieldStep,
  value: string,
  step: number,
  totalSteps: number,
): Promise<FieldAnswer> {
  const box = window.createInputBox();
  const title = l10n.t('PostgreSQL connection');
  Object.assign(box, { title, prompt, placeholder: placeHolder, value, step, totalSteps, ignoreFocusOut: true });
  const check = (text: string) => {
    box.validationMessage = wrong?.(text.trim()) ?? '';
    return box.validationMessage === '';
  };
  box.onDidChangeValue(check);
  return fieldAnswerOf(box, step, () => (check(box.value) ? box.value.trim() : undefined));
}
function askTls(value: string, totalSteps: number): Promise<FieldAnswer> {
  const pick = window.createQuickPick();
  const title = l10n.t('PostgreSQL connection');
  Object.assign(pick, {
    title,
    placeholder: l10n.t('Is TLS used?'),
    step: totalSteps,
    totalSteps,
    ignoreFocusOut: true,
  });
  pick.items = tlsModes();
  pick.activeItems = pick.items.filter(({ label }) => label === (value || 'prefer'));
  return fieldAnswerOf(pick, totalSteps, () => pick.activeItems[0]?.label);
}
/** `answer`: what is taken when it is accepted; undefined: it will not do. */
function fieldAnswerOf(
  input: Pick<InputBox, 'buttons' | 'show' | 'dispose' | 'onDidAccept' | 'onDidHide' | 'onDidTriggerButton'>,
  step: number,
  answer: () => string | undefined,
): Promise<FieldAnswer> {
  if (step > 1) input.buttons = [QuickInputButtons.Back];
  return new Promise<FieldAnswer>((resolve) => {
    input.onDidAccept(() => {
      const given = answer();
      if (given !== undefined) resolve(given);
    });
    input.onDidTriggerButton(() => resolve(QuickInputButtons.Back));
    input.onDidHide(() => resolve(undefined));
    input.show();
  }).finally(() => input.dispose());
}

/** Of a URL or of a connection's fields. */
function fieldsOf(set: unknown): Fields {
  const none: Fields = { host: '', port: '', database: '', user: '', sslmode: '' };
  if (typeof set === 'object' && set !== null) {
    const text = (value: unknown): string =>
      typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    const given = set as Readonly<Record<string, unknown>>;
    return Object.fromEntries(Object.keys(none).map((field) => [field, text(given[field])])) as unknown as Fields;
  }
  const url = typeof set === 'string' && URL.canParse(set) ? new URL(set) : undefined;
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) return none;
  const { searchParams } = url;
  return {
    host: searchParams.get('host') ?? url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port || (searchParams.get('port') ?? ''),
    database: decodeURIComponent(url.pathname.slice(1)),
    user: decodeURIComponent(url.username),
    sslmode: searchParams.get('sslmode') ?? '',
  };
}
/** A folder of sockets stands among the parameters. */
function urlOf({ host, port, database, user, sslmode }: Fields): string {
  const isSocket = host.startsWith('/');
  const parameters = [
    ...(isSocket ? [`host=${encodeURIComponent(host)}`] : []),
    ...(isSocket && port !== '' ? [`port=${port}`] : []),
    ...(sslmode === '' || sslmode === 'prefer' ? [] : [`sslmode=${sslmode}`]),
  ];
  const name = user === '' ? '' : `${encodeURIComponent(user)}@`;
  const address = isSocket ? '' : host.includes(':') ? `[${host}]` : host || 'localhost';
  const server = `${name}${address}${!isSocket && port !== '' ? `:${port}` : ''}`;
  const query = parameters.length === 0 ? '' : `?${parameters.join('&')}`;
  return `postgresql://${server}/${encodeURIComponent(database)}${query}`;
}
