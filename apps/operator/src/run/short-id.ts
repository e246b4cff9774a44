/** Enough of a run's id to tell it from others in a list. */
export function shortId(id: string): string {
  return id.slice(0, 8);
}
