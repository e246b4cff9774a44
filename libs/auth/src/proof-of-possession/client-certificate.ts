import { hash } from 'node:crypto';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { fieldValues } from '../bearer/field-values.js';

// RFC 9440 §2.1: a byte sequence (RFC 8941 §3.3.5).
const BYTE_SEQUENCE = /^:([A-Za-z0-9+/]+={0,2}):$/;

/**
 * The DER of the certificate whose key the client has proved on this connection. Who issued it does not matter here: a
 * token is bound to this one and no other (RFC 8705 §3).
 *
 * @returns `undefined` without TLS or without a certificate
 */
export function certificateOf(socket: Socket): Buffer | undefined {
  return socket instanceof TLSSocket ? socket.getPeerX509Certificate()?.raw : undefined;
}

/**
 * The DER of the certificate that a proxy has seen and tells in the `Client-Cert` field (RFC 9440 §2.2). Anyone can send
 * that field: to be believed from a proxy only that sets it or takes it away in every request (§4).
 *
 * @returns `undefined` without such a field, with a broken one, and with several
 */
export function forwardedCertificate(rawHeaders: readonly string[]): Buffer | undefined {
  const [value = '', ...others] = fieldValues(rawHeaders, 'client-cert');
  const [, base64] = BYTE_SEQUENCE.exec(value) ?? [];
  return base64 && others.length === 0 ? Buffer.from(base64, 'base64') : undefined;
}

/** `x5t#S256`: base64url of the SHA-256 of the DER (RFC 8705 §3.1). */
export function certificateThumbprint(der: Buffer): string {
  return hash('sha256', der, 'base64url');
}
