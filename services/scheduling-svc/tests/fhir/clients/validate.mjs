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
    profiles.set(definition.url, definition);
  }
}
// The validator knows data types and no resource: each kind is made known by the snapshot of one of its profiles.
const known = new Set();
for (const definition of profiles.values()) {
  if (definition.kind !== 'resource' || known.has(definition.type)) continue;
  known.add(definition.type);
  const { baseDefinition, ...snapshot } = definition;
  const url = `http://hl7.org/fhir/StructureDefinition/${definition.type}`;
  loadDataType({ ...snapshot, id: definition.type, name: definition.type, url, derivation: 'specialization' });
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
