/*
 * Drives a FHIR server as the software of a partner does, with a client that is not ours.
 * In: {"base": url, "token": text, "steps": [[verb, arguments]]} on standard input. Out: what each step gave.
 */
import { readFileSync } from 'node:fs';
import { Client } from 'fhir-kit-client';

const { base, token, steps } = JSON.parse(readFileSync(0, 'utf8'));
const client = new Client({ baseUrl: base, bearerToken: token });

/** Every page of a search, by the links that the server gives. */
async function everyPage(asked) {
  const pages = [await client.search(asked)];
  for (let next = pages[0]; next; ) {
    next = await client.nextPage({ bundle: next });
    if (next) pages.push(next);
  }
  return pages;
}

const verbs = {
  capabilities: () => client.capabilityStatement(),
  search: (asked) => everyPage(asked),
  read: (asked) => client.read(asked),
  create: (asked) => client.create(asked),
  update: (asked) => client.update(asked),
};
const told = [];
for (const [verb, asked] of steps) {
  try {
    told.push({ answer: await verbs[verb](asked) });
  } catch (refused) {
    told.push({ status: refused.response?.status ?? null, refusal: refused.response?.data ?? String(refused) });
  }
}
console.log(JSON.stringify(told));
