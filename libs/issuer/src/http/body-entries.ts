export type Entries = ReadonlyArray<readonly [name: string, value: string]>;

export type BodyFormat = 'form' | 'json';

interface BodyReader {
  readonly mediaType: string;
  /** `undefined` when the body is not of this format. */
  read(body: string): Entries | undefined;
}

const READERS: Readonly<Record<BodyFormat, BodyReader>> = {
  form: { mediaType: 'application/x-www-form-urlencoded', read: (body) => [...new URLSearchParams(body)] },
  json: { mediaType: 'application/json', read: readJson },
};

/** The parameters of a request body in order, repeats included; `undefined` when the body is none of `formats`. */
export function bodyEntries(
  contentType: string | undefined,
  body: Buffer,
  formats: readonly BodyFormat[],
): Entries | undefined {
  const mediaType = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  return formats
    .map((format) => READERS[format])
    .find((reader) => reader.mediaType === mediaType)
    ?.read(body.toString());
}

function readJson(body: string): Entries | undefined {
  const value = parseJson(body);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  return entries.every((entry): entry is [string, string] => typeof entry[1] === 'string') ? entries : undefined;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
