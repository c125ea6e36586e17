const MOST_FRAMES = 12;

/** Where an error came from, without its message: a message may quote what a person typed. */
export function framesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  // The stack begins with the message, and a line of a message may look like a frame.
  const stack = (error.stack ?? '').replace(error.message, '');
  return stack
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, MOST_FRAMES);
}
