import { Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { SESSION_EXPIRED } from '@/api/client';
import { useTexts } from './texts';

const SignIn = lazy(() => import('./sign-in').then((module) => ({ default: module.SignIn })));

/** Signs in over the page: whatever was typed under it stays. */
export function SessionExpired() {
  const t = useTexts();
  const queryClient = useQueryClient();
  const [isExpired, setExpired] = useState(false);
  useEffect(() => {
    const show = () => setExpired(true);
    window.addEventListener(SESSION_EXPIRED, show);
    return () => window.removeEventListener(SESSION_EXPIRED, show);
  }, []);
  function resume() {
    setExpired(false);
    void queryClient.invalidateQueries();
  }
  return (
    <Modal
      opened={isExpired}
      onClose={() => setExpired(false)}
      title={t('expired.title')}
      size="lg"
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      <Stack>
        <Text>{t('expired.text')}</Text>
        <Suspense>
          <SignIn onSignedIn={resume} />
        </Suspense>
      </Stack>
    </Modal>
  );
}
