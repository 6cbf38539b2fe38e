/** The place of a heading, as GitHub makes it, so that one link serves there and on the site. */
export const anchorOf = (heading) =>
  heading
    .replace(/[`*]/g, '')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
