import { Alert } from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import { useCommon } from '@/lib/i18n';

export function OfflineBanner() {
  const t = useCommon();
  const { online } = useNetwork();
  return (
    <div role="status">
      {!online && (
        <Alert color="ambre" variant="light" mb="sm">
          {t('offline')}
        </Alert>
      )}
    </div>
  );
}
