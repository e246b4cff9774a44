import { OutboundError } from '@portero/auth';
import { type KeyReport, keyReport } from '../../keys/key-report.js';
import type { Check, Subject, TrustedIssuer } from '../check.js';
import { type Finding, fault, ok, skipped, warning } from '../finding.js';

/** Each issuer's key set has keys that tokens can be checked with. */
export const keys: Check = {
  name: 'keys',
  needs: ['dns', 'tls'],
  run: (subject) => Promise.all(subject.provider.issuers.map((issuer) => examine(issuer, subject))),
};

async function examine(issuer: TrustedIssuer, subject: Subject): Promise<Finding> {
  const { trust } = issuer;
  const main = issuer === subject.provider.issuers[0];
  const { members } = subject.found.metadata.get(trust.issuer) ?? {};
  if (!trust.jwksUrl && !members) return skipped(`no metadata of ${trust.issuer} to name its key set`);
  const wrong = main ? fault : warning;
  const variable = `OIDC_${main ? '' : 'V1_'}JWKS_URL_${subject.settings.name}`;
  try {
    return verdict(await keyReport(issuer, subject), members?.jwks_uri, variable, wrong);
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    const hint = trust.jwksUrl
      ? `check ${variable}, or leave it out: the metadata name the key set`
      : 'the provider does not give its keys: try again, then ask whoever runs it';
    return wrong(`no keys of ${trust.issuer}: ${error.message}`, hint);
  }
}

function verdict(report: KeyReport, named: unknown, variable: string, wrong: typeof fault): Finding {
  const usable = report.keys.filter(({ unusable }) => !unusable).map(({ kid }) => kid ?? 'without kid');
  const message = `${report.url} has ${usable.length} usable of ${report.keys.length} keys`;
  if (usable.length === 0) {
    const why = report.keys[0]?.unusable ?? 'it is empty';
    return wrong(
      message,
      `no token of ${report.issuer} can be checked (${why}): check the URL, and the keys at the provider`,
    );
  }
  if (report.fixed && typeof named === 'string' && named !== report.url) {
    return warning(
      message,
      `the metadata of ${report.issuer} name ${named}: remove ${variable}, unless you know why it differs`,
    );
  }
  return ok(`${message}: ${usable.join(', ')}`);
}
