import type { paths as Accounts } from './accounts.gen';
import type { paths as Directory } from './directory.gen';
import type { paths as Referral } from './referral.gen';
import type { paths as Scheduling } from './scheduling.gen';

/** Everything the gateway serves, as the services' contracts say it. */
export type paths = Accounts & Directory & Referral & Scheduling;
