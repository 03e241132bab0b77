/*
 * Judges resources by the guide's own StructureDefinitions, with a validator that is not ours.
 * In: {"profiles": [folders], "resources": [...]} on standard input. Out: one list of issues per resource.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadDataType, validateResource } from '@medplum/core';

const asked = JSON.parse(readFileSync(0, 'utf8'));
const profiles = new Map();
for (const folder of asked.profiles) {
  for (const name of readdirSync(folder).filter((one) => one.startsWith('StructureDefinition-'))) {
    const definition = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    profiles.set(definition.url, followable(definition));
  }
}

/** Without slices that are told apart by the profile of a resource: the validator cannot, and each is judged alone. */
function followable(definition) {
  const elements = definition.snapshot?.element ?? [];
  const sliced = elements.filter((one) => one.slicing?.discriminator?.some(({ type }) => type === 'profile'));
  const kept = elements
    .filter((one) => !sliced.some(({ id }) => one.id.startsWith(`${id}:`)))
    .map((one) => (sliced.includes(one) ? { ...one, slicing: undefined } : one));
  return { ...definition, snapshot: { ...definition.snapshot, element: kept } };
}

// The validator knows data types and no resource: each kind is made known by what a profile's snapshot says of R4.
const known = new Set();
for (const definition of profiles.values()) {
  if (definition.kind !== 'resource' || known.has(definition.type)) continue;
  known.add(definition.type);
  const { baseDefinition, ...profile } = definition;
  const url = `http://hl7.org/fhir/StructureDefinition/${definition.type}`;
  const snapshot = { ...profile.snapshot, element: profile.snapshot.element.filter(isOfBase).map(asInBase) };
  loadDataType({
    ...profile,
    snapshot,
    id: definition.type,
    name: definition.type,
    url,
    derivation: 'specialization',
  });
}

function isOfBase({ id }) {
  return !id.includes(':');
}

function asInBase({ base, slicing, ...element }) {
  const said = Object.entries(element).filter(([name]) => !/^(pattern|fixed)/.test(name));
  return { ...Object.fromEntries(said), ...(base && { min: base.min, max: base.max }) };
}

const issuesOf = (resource) => {
  const claimed = resource.meta?.profile ?? [];
  if (!claimed.length) return [`${resource.resourceType} claims no profile`];
  return claimed.flatMap((url) => {
    const profile = profiles.get(url);
    if (!profile) return [`${resource.resourceType} claims a profile that the guide has not: ${url}`];
    try {
      validateResource(resource, { profile });
      return [];
    } catch (refused) {
      if (!refused.outcome) throw refused;
      return refused.outcome.issue.map((one) => `${one.expression}: ${one.details?.text}`);
    }
  });
};

console.log(JSON.stringify(asked.resources.map(issuesOf)));
