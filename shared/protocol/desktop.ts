/** What a desktop says to the hub that it runs as a process of its own. */

/** Write everything down and end. A word, not a signal: Windows has none, and would end the hub at once. */
export const stopWord = 'stop';
