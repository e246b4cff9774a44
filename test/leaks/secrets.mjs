/** Shorter runs are words. */
const SHORTEST = 16;
const JWT = /eyJ[\w-]+\.[\w-]+\.[\w-]+/g;
const FIELD =
  /"?\b(?:access_token|id_token|code_verifier|password|client_secret|client_assertion|assertion|token)"?\s*[=:]\s*"?([^"&\s]+)/g;
/** In a form; in JSON the word is for error codes too. */
const CODE = /\bcode=([^"&\s]+)/g;
/** What audit events call by the same word: the name of a token, its `jti` or `uti`. */
const TOKEN_NAME = /"token":\s*"[\w-]{1,36}"/g;
const PRIVATE_KEY = /PRIVATE KEY-----|"d":\s*"[\w-]{16,}"/;

/** What credentials are made of, as it is searched for: the start of every run of letters. */
function needlesOf(secret) {
  return (secret.match(/[\w+/-]+/g) ?? []).filter((run) => run.length >= SHORTEST).map((run) => run.slice(0, SHORTEST));
}

/** @returns needles of the tokens, assertions, proofs and client secrets in a body */
export function secretsInBody(text) {
  const bare = text.replace(TOKEN_NAME, '');
  const fields = [...bare.matchAll(FIELD), ...bare.matchAll(CODE)].flatMap(([, value]) => [value, decoded(value)]);
  return [...fields.flatMap(needlesOf), ...tokensIn(text)];
}

/** @returns needles of what a request authenticates with */
export function secretsInHeaders({ authorization = '', dpop = '', cookie = '' }) {
  const [, scheme = '', credentials = ''] = /^(\S*)\s*(.*)$/s.exec(authorization) ?? [];
  if (cookie) return sealedIn(String(cookie));
  if (scheme.toLowerCase() !== 'basic') return [...needlesOf(credentials), ...tokensIn(dpop)];
  const [, secret = ''] = Buffer.from(credentials, 'base64').toString().split(':');
  return [credentials, secret, decoded(secret)].flatMap(needlesOf);
}

/** What cookies hold, but for the header of a JWE: it says the same in all of them. */
function sealedIn(cookie) {
  return cookie
    .split('; ')
    .flatMap((pair) =>
      pair
        .split(/[=.]/)
        .slice(1)
        .filter((part) => !part.startsWith('eyJ')),
    )
    .flatMap(needlesOf);
}

/** The header of a token is no secret: it says the same in all of them. */
function tokensIn(text) {
  return (text.match(JWT) ?? []).flatMap((token) => token.split('.').slice(1).flatMap(needlesOf));
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** @returns the lines that have a needle in them, or a private key, with what was found taken out */
export function linesThatTell(printed, needles) {
  return printed.split('\n').flatMap((line) => {
    if (PRIVATE_KEY.test(line)) return ['a private key'];
    for (const [run] of line.matchAll(/[\w+/-]{16,}/g)) {
      for (let at = 0; at + SHORTEST <= run.length; at++) {
        if (needles.has(run.slice(at, at + SHORTEST))) return [line.replaceAll(run, '[secret]').slice(0, 300)];
      }
    }
    return [];
  });
}
