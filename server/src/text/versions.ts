/** PostgreSQL's versions as it numbers them. */

/** `server_version_num` without the minor release: 18 of 180004; 0 where it is not known. */
export const majorOf = (serverVersion: number): number => Math.floor(serverVersion / 10_000);
