/** The address as it is, but for the parts named; undefined removes a part. For `search` of a link or of `navigate`, which cannot type a patch of an unknown screen's address. */
export const withSearch = (patch: object) => ((before: object) => ({ ...before, ...patch })) as never;
