// Writes the route tree (it is not committed) so that `tsc` can run without a build before it.
import { Generator, getConfig } from '@tanstack/router-generator';
import { routerConfig } from './router-config.mjs';

const root = new URL('..', import.meta.url).pathname;
await new Generator({ config: getConfig(routerConfig, root), root }).run();
