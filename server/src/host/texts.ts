/** The texts of the languages that the program comes with. */
import path from 'node:path';
import { decodeText, readRegular, sizeLimits } from '../files/reading';

/** From a folder of `bundle.l10n.LANGUAGE.json`: of `de-AT` those of `de` where it has none of its own. Never throws. */
export function readTexts(folder: string): (locale: string) => ReadonlyMap<string, string> | undefined {
  return (locale) => {
    const [language = ''] = locale.split(/[-_]/);
    for (const name of [locale, language]) {
      const texts = /^[\w-]+$/.test(name)
        ? textsIn(path.join(folder, `bundle.l10n.${name.toLowerCase()}.json`))
        : undefined;
      if (texts) return texts;
    }
    return undefined;
  };
}
function textsIn(file: string): ReadonlyMap<string, string> | undefined {
  const found = readRegular(file, { limit: sizeLimits.small });
  return 'bytes' in found ? new Map(Object.entries<string>(JSON.parse(decodeText(found.bytes)))) : undefined;
}
