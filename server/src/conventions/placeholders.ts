/** Placeholders and their values, as the tools' own files give them. */
import { tools } from '.';

/** Of one folder: files are read where they are, and later ones win. Values that come from the environment are not known. */
export function placeholdersIn(read: (file: string) => string | undefined): readonly (readonly [string, string])[] {
  return tools.flatMap(({ placeholders = {} }) =>
    Object.entries(placeholders).flatMap(([file, values]) => {
      const text = read(file);
      return text === undefined ? [] : values(text);
    }),
  );
}
