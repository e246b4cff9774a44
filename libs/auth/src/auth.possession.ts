import type { AuthOptions } from './auth.options.js';
import { systemClock } from './outbound/clock.js';
import { Nonces } from './proof-of-possession/nonces.js';
import { Possession } from './proof-of-possession/possession.js';
import { MemoryProofs, SharedProofs } from './proof-of-possession/proof-memory.js';
import type { SharedStore } from './shared-store/connect-shared-store.js';

/** How callers prove possession of the keys that their tokens are bound to; with a shared store, once for all instances. */
export function possessionOf(
  { publicUrl, dpopNonces, sharedStore, clock = systemClock }: AuthOptions,
  store?: SharedStore,
): Possession {
  const memory = new MemoryProofs(clock);
  return new Possession({
    publicUrl,
    // Under a key that all instances have, so that each takes the nonces of the others.
    nonces: dpopNonces ? new Nonces(sharedStore?.keys[0], clock) : undefined,
    proofs: store ? new SharedProofs(store, memory) : memory,
    clock,
  });
}
