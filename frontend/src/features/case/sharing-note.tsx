import { Alert, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Referral } from '@/api/types';
import { useTexts } from './texts';

/** Why the professional chosen has no bulletin although the person chose him, before he tries to open it. */
export function SharingNote({ referral, children }: { referral: Referral; children: ReactNode }) {
  const t = useTexts();
  if (referral.bulletin_sharing) return children;
  const mayRecord = referral.allowed_acts.includes('sharing-consent');
  return (
    <Stack gap="md">
      <Alert color="ambre" variant="light" role="status" maw={860}>
        {t(mayRecord ? 'sharing.notAgreedRecord' : 'sharing.notAgreed')}
      </Alert>
      {children}
    </Stack>
  );
}
