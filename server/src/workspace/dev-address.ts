/** In the address of what dev has (`devschema:/table/public/users.sql`): whose dev it is, where a window has several. */

export const inFolder = (address: string, folder: string | undefined): string =>
  folder === undefined ? address : `${address}?folder=${encodeURIComponent(folder)}`;

/** Undefined: that of the files that belong to no folder, or it is no such address. */
export function folderOfAddress(uri: string): string | undefined {
  const written = /^devschema:[^?]*\?folder(?:=|%3D)(.*)$/i.exec(uri)?.[1];
  try {
    return written && decodeURIComponent(written);
  } catch {
    return written;
  }
}
