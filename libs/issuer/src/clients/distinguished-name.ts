type Attributes = readonly string[];

const PART_BETWEEN = { ',': /(?:\\.|[^\\,])+/gs, '+': /(?:\\.|[^\\+])+/gs } as const;

/**
 * Whether a certificate's subject is the name. Types are compared without regard to case, values exactly.
 * @param subject as `X509Certificate.subject` has it: one line per RDN, first the most general
 * @param name RFC 4514: commas between RDNs, last the most general, e.g. `CN=portero,O=Example,C=ES`
 */
export function isSameName(subject: string, name: string): boolean {
  const presented = subject.split('\n').reverse().map(attributes);
  const expected = (name.match(PART_BETWEEN[',']) ?? []).map(attributes);
  return JSON.stringify(presented) === JSON.stringify(expected);
}

/** The attributes of one RDN, which are a set. */
function attributes(rdn: string): Attributes {
  return (rdn.match(PART_BETWEEN['+']) ?? []).map(attribute).sort();
}

function attribute(text: string): string {
  const [type = '', ...value] = text.split('=');
  const bare = value.join('=').replace(/^ +|(?<!\\) +$/g, '');
  return `${type.trim().toUpperCase()}=${unescaped(bare)}`;
}

/** RFC 4514 §2.4: `\` before a character, or before the hexadecimal digits of an octet of UTF-8. */
function unescaped(value: string): string {
  return value.replace(/(?:\\[0-9a-f]{2})+|\\(.)/gis, (octets, character: string | undefined) =>
    character === undefined ? Buffer.from(octets.replaceAll('\\', ''), 'hex').toString() : character,
  );
}
