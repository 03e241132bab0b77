import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { BulletinFaces } from '@/referral/bulletin-frame';
import { IdentityCard } from '@/referral/bulletin-parts';
import { careBulletinQuery } from '@/referral/queries';
import { useTexts } from './texts';

/** The name and the number to dial: a reading of the bulletin, logged, so on a click. */
export function PersonToCall({ id }: { id: string }) {
  const t = useTexts();
  const [isAsked, setAsked] = useState(false);
  if (isAsked) return <Identity id={id} />;
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

function Identity({ id }: { id: string }) {
  const bulletin = useQuery(careBulletinQuery(id));
  return (
    <BulletinFaces query={bulletin}>
      {bulletin.data && <IdentityCard identity={bulletin.data.identity} />}
    </BulletinFaces>
  );
}
