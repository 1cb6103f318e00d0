/** Where a name without spaces may go on in the next line: after its separators and before the humps of its capitals. Pure. */

const BREAKS =
  /(?<=[._/:\\-])(?=[\p{L}_])|(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Nd})(?=\p{Lu}\p{Ll})|(?<=\p{Lu}\p{Lu})(?=\p{Lu}\p{Ll})/u;

/** Parts that stay whole; together they are the text. */
export const breakPlaces = (text: string): readonly string[] => text.split(BREAKS);
