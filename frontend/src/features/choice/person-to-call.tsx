import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Identity as PersonIdentity, Referral } from '@/api/types';
import { BulletinFaces } from '@/referral/bulletin-frame';
import { IdentityCard } from '@/referral/bulletin-parts';
import { careBulletinQuery, socialBulletinQuery } from '@/referral/queries';
import { Invitation } from './invitation';
import { useTexts } from './texts';

/** The name and the number to dial: a reading of the bulletin, logged, so on a click. */
export function PersonToCall({ referral }: { referral: Referral }) {
  const t = useTexts();
  const [isAsked, setAsked] = useState(false);
  if (isAsked) return <Identity referral={referral} />;
  return (
    <Button
      variant="default"
      leftSection={<IconLock size={18} aria-hidden />}
      onClick={() => setAsked(true)}
      style={{ alignSelf: 'flex-start' }}
    >
      {t('script.show')}
    </Button>
  );
}

// Each coordinator reads the bulletin of her own requests.
function Identity({ referral }: { referral: Referral }) {
  return referral.kind === 'social' ? <FromSocial referral={referral} /> : <FromCare referral={referral} />;
}

function FromCare({ referral }: { referral: Referral }) {
  const bulletin = useQuery(careBulletinQuery(referral.referral_id));
  return (
    <BulletinFaces query={bulletin}>
      {bulletin.data && <Reachable referral={referral} identity={bulletin.data.identity} />}
    </BulletinFaces>
  );
}

function FromSocial({ referral }: { referral: Referral }) {
  const bulletin = useQuery(socialBulletinQuery(referral.referral_id));
  return (
    <BulletinFaces query={bulletin}>
      {bulletin.data && <Reachable referral={referral} identity={bulletin.data.identity} />}
    </BulletinFaces>
  );
}

function Reachable({ referral, identity }: { referral: Referral; identity: PersonIdentity }) {
  return (
    <>
      <IdentityCard identity={identity} />
      <Invitation referral={referral} identity={identity} />
    </>
  );
}
