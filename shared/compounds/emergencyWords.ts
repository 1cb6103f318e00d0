/** Words by which a button says that somebody asks for help: `action: emergency`. */
const emergencies: ReadonlySet<string> = new Set(['emergency', 'sos', 'panic', 'help', '紧急', '求助']);

export function isEmergency(word: string): boolean {
  return emergencies.has(word.trim().toLowerCase());
}

/** A value whose words are of what was done to the device, one of them a call for help. */
export function callsForHelp({
  kind,
  words = [],
}: {
  readonly kind?: string;
  readonly words?: readonly string[];
}): boolean {
  return kind === 'text' && words.some(isEmergency);
}
