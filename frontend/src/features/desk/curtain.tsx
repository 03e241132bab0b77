import { Button, Container, Group, Stack, Text, Title } from '@mantine/core';
import { useEffect } from 'react';
import { PATHS } from '@/app/paths';
import { leaveEveryTab } from '@/lib/tabs';
import { RefusedBecause } from '@/ui/refused';
import { useLock } from './queries';
import { useTexts } from './texts';

interface CurtainProps {
  code: string | null;
  onBack: () => void;
}

/** Instead of the page, at once; then the session is locked on the server and the page left for good. */
export default function Curtain({ code, onBack }: CurtainProps) {
  const t = useTexts();
  const { mutate, isError } = useLock(() => leaveEveryTab(PATHS.login));
  useEffect(() => mutate(code), [mutate, code]);
  return (
    <Container component="main" size={560} py={48}>
      <Stack>
        <Title order={1}>{t('curtain.title')}</Title>
        <Text>{t('curtain.text')}</Text>
        {isError && (
          <>
            <RefusedBecause>{t('curtain.failed')}</RefusedBecause>
            <Group gap="xs">
              <Button onClick={() => mutate(code)}>{t('curtain.again')}</Button>
              <Button variant="default" onClick={onBack}>
                {t('curtain.back')}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Container>
  );
}
