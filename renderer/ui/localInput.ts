/** An instant as an input of type `datetime-local` writes it, local time, minutes. */
export function toLocalInput(atMs: number): string {
  const at = new Date(atMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${date}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** Reads what an input of type `datetime-local` holds; `undefined` when it is empty or no date. */
export function fromLocalInput(value: string): number | undefined {
  const atMs = new Date(value).getTime();
  return value === '' || Number.isNaN(atMs) ? undefined : atMs;
}
