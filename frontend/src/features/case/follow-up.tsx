import { SimpleGrid, Stack } from '@mantine/core';
import { COORDINATION, hasRole, useSession } from '@/api/session';
import type { Referral } from '@/api/types';
import { ReachLog } from '@/referral/reach-log';
import { TimelineList } from './timeline-list';
import { WavesList } from './waves-list';

/** What happened, beside who was asked (coordination alone sees who was asked). */
export function FollowUp({ referral }: { referral: Referral }) {
  const session = useSession();
  const seesWaves = hasRole(session, ...COORDINATION) && referral.status !== 'stated';
  return (
    <SimpleGrid cols={{ base: 1, md: seesWaves ? 2 : 1 }} spacing="xl">
      {seesWaves && <WavesList id={referral.referral_id} />}
      <Stack gap="xl">
        {referral.allowed_acts.includes('reach-attempts') && <ReachLog id={referral.referral_id} />}
        <TimelineList id={referral.referral_id} />
      </Stack>
    </SimpleGrid>
  );
}
