import type { RegisterSystem } from './systems-queries';

type PublicKeys = NonNullable<RegisterSystem['public_keys']>;

/** What was pasted: a set of keys (JWKS), a list or one key; null when nothing was. The server judges each. */
export function publicKeysOf(pasted: string): PublicKeys | null | 'unreadable' {
  if (!pasted.trim()) return null;
  try {
    const read: unknown = JSON.parse(pasted);
    const keys = Array.isArray(read) ? read : ((read as { keys?: unknown })?.keys ?? [read]);
    return Array.isArray(keys) && keys.length > 0 && keys.every(isKey) ? keys : 'unreadable';
  } catch {
    return 'unreadable';
  }
}

const isKey = (one: unknown): one is PublicKeys[number] =>
  typeof one === 'object' && one !== null && 'kty' in one && 'kid' in one;
