/** Whole numbers between commas; undefined where something else is there. */
export function readNumbers(text: string): number[] | undefined {
  const parts = text.split(',').map(part => part.trim());
  return parts.every(part => /^\d+$/.test(part))
    ? parts.map(Number)
    : undefined;
}
