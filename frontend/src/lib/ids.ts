/** An identifier as it stands in an address. */
export const isId = (given: unknown): given is string =>
  typeof given === 'string' && /^[0-9a-f-]{36}$/i.test(given);
