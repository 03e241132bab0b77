import { z } from 'zod/mini';

// zod 4 probes `new Function("")`, which the strict CSP reports; without its compiler it does not.
// It lives with its users (forms) and not in main.tsx: nobody else may import zod, so this always runs first.
z.config({ jitless: true });

export { z };
